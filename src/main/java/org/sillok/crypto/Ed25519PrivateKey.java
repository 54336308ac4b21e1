package org.sillok.crypto;

import java.io.IOException;
import java.security.SecureRandom;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;

/** An Ed25519 private key (RFC 8032) held in memory. Immutable and thread-safe. */
public final class Ed25519PrivateKey implements PrivateSigningKey {
    private final Ed25519PrivateKeyParameters parameters;
    private final Ed25519PublicKey publicKey;

    private Ed25519PrivateKey(Ed25519PrivateKeyParameters parameters) {
        this.parameters = parameters;
        this.publicKey = Ed25519PublicKey.of(parameters.generatePublicKey());
    }

    public static Ed25519PrivateKey generate(SecureRandom random) {
        return new Ed25519PrivateKey(new Ed25519PrivateKeyParameters(random));
    }

    /** Reads the 32-byte seed of RFC 8032. */
    public static Ed25519PrivateKey ofSeed(byte[] seed) throws KeyFormatException {
        if (seed.length != Ed25519PrivateKeyParameters.KEY_SIZE) {
            throw new KeyFormatException("an Ed25519 seed has 32 bytes");
        }
        return new Ed25519PrivateKey(new Ed25519PrivateKeyParameters(seed));
    }

    /** Reads DER PKCS#8 (RFC 8410). */
    public static Ed25519PrivateKey ofPkcs8(byte[] der) throws KeyFormatException {
        try {
            if (PrivateKeyFactory.createKey(der) instanceof Ed25519PrivateKeyParameters key) {
                return new Ed25519PrivateKey(key);
            }
        } catch (IOException | RuntimeException e) {
            throw new KeyFormatException("not a private key in PKCS#8");
        }
        throw new KeyFormatException("not an Ed25519 private key");
    }

    /** Reads PEM text with the label {@code PRIVATE KEY}. */
    public static Ed25519PrivateKey ofPem(String pem) throws KeyFormatException {
        return ofPkcs8(Pem.read(Pem.PRIVATE_KEY, pem));
    }

    @Override
    public byte[] pkcs8() {
        try {
            return PrivateKeyInfoFactory.createPrivateKeyInfo(parameters).getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("cannot encode an Ed25519 key", e);
        }
    }

    @Override
    public byte[] sign(byte[] message) {
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, parameters);
        signer.update(message, 0, message.length);
        return signer.generateSignature();
    }

    @Override
    public Ed25519PublicKey publicKey() {
        return publicKey;
    }

    @Override
    public String toString() {
        return "private part of " + publicKey;
    }
}
