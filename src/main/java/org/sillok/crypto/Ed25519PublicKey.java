package org.sillok.crypto;

import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** An Ed25519 key (RFC 8032). */
public final class Ed25519PublicKey implements PublicKeyInfo {
    /** Length of the raw key in bytes. */
    public static final int LENGTH = 32;

    private static final byte[] SPKI_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final byte[] raw;
    private final Ed25519PublicKeyParameters parameters;

    private Ed25519PublicKey(byte[] raw, Ed25519PublicKeyParameters parameters) {
        this.raw = raw;
        this.parameters = parameters;
    }

    /** Reads the 32 bytes of RFC 8032 and checks that they are a point of full order. */
    public static Ed25519PublicKey ofRaw(byte[] raw) throws KeyFormatException {
        if (raw.length != LENGTH) {
            throw new KeyFormatException("an Ed25519 public key has 32 bytes");
        }
        try {
            byte[] copy = raw.clone();
            return new Ed25519PublicKey(copy, new Ed25519PublicKeyParameters(copy));
        } catch (IllegalArgumentException e) {
            throw new KeyFormatException("not an Ed25519 public key");
        }
    }

    /** Reads DER SubjectPublicKeyInfo (RFC 8410). */
    public static Ed25519PublicKey ofSpki(byte[] der) throws KeyFormatException {
        int prefix = SPKI_PREFIX.length;
        if (der.length != prefix + LENGTH || !Arrays.equals(der, 0, prefix, SPKI_PREFIX, 0, prefix)) {
            throw new KeyFormatException("not an Ed25519 public key");
        }
        return ofRaw(Arrays.copyOfRange(der, prefix, der.length));
    }

    /** Reads PEM text with the label {@code PUBLIC KEY}. */
    public static Ed25519PublicKey ofPem(String pem) throws KeyFormatException {
        return ofSpki(Pem.read(Pem.PUBLIC_KEY, pem));
    }

    static Ed25519PublicKey of(Ed25519PublicKeyParameters parameters) {
        return new Ed25519PublicKey(parameters.getEncoded(), parameters);
    }

    /** The 32 bytes of RFC 8032. */
    public byte[] raw() {
        return raw.clone();
    }

    @Override
    public byte[] spki() {
        byte[] spki = Arrays.copyOf(SPKI_PREFIX, SPKI_PREFIX.length + LENGTH);
        System.arraycopy(raw, 0, spki, SPKI_PREFIX.length, LENGTH);
        return spki;
    }

    @Override
    public void verify(byte[] message, byte[] signature) throws SignatureInvalidException {
        Ed25519Signer verifier = new Ed25519Signer();
        verifier.init(false, parameters);
        verifier.update(message, 0, message.length);
        if (!verifier.verifySignature(signature)) {
            throw new SignatureInvalidException("the signature is not by this key over these bytes");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ed25519PublicKey that && Arrays.equals(raw, that.raw);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(raw);
    }

    @Override
    public String toString() {
        return "Ed25519 key " + keyId().base64Url();
    }
}
