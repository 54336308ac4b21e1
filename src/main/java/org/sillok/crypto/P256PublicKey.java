package org.sillok.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.sillok.kernel.Digest;

/** An ECDSA key on NIST P-256, used with SHA-256. Its encoding is SPKI with a named curve and an uncompressed point. */
public final class P256PublicKey implements PublicKeyInfo {
    private static final byte[] SPKI_PREFIX =
            HexFormat.of().parseHex("3059301306072a8648ce3d020106082a8648ce3d030107034200");
    private static final int POINT_LENGTH = 65;

    private final byte[] spki;
    private final ECPublicKeyParameters parameters;

    private P256PublicKey(byte[] spki, ECPublicKeyParameters parameters) {
        this.spki = spki;
        this.parameters = parameters;
    }

    /** Reads DER SubjectPublicKeyInfo and checks that the point is on the curve. */
    public static P256PublicKey ofSpki(byte[] der) throws KeyFormatException {
        int prefix = SPKI_PREFIX.length;
        if (der.length != prefix + POINT_LENGTH
                || !Arrays.equals(der, 0, prefix, SPKI_PREFIX, 0, prefix)
                || der[prefix] != 4) {
            throw new KeyFormatException("not a P-256 public key with an uncompressed point");
        }
        byte[] copy = der.clone();
        try {
            var point = P256.DOMAIN.getCurve().decodePoint(Arrays.copyOfRange(copy, prefix, copy.length));
            return new P256PublicKey(copy, new ECPublicKeyParameters(point, P256.DOMAIN));
        } catch (IllegalArgumentException e) {
            throw new KeyFormatException("not a point on P-256");
        }
    }

    /** Reads PEM text with the label {@code PUBLIC KEY}. */
    public static P256PublicKey ofPem(String pem) throws KeyFormatException {
        return ofSpki(Pem.read(Pem.PUBLIC_KEY, pem));
    }

    static P256PublicKey of(ECPublicKeyParameters parameters) {
        byte[] point = parameters.getQ().getEncoded(false);
        byte[] spki = Arrays.copyOf(SPKI_PREFIX, SPKI_PREFIX.length + POINT_LENGTH);
        System.arraycopy(point, 0, spki, SPKI_PREFIX.length, POINT_LENGTH);
        return new P256PublicKey(spki, parameters);
    }

    @Override
    public byte[] spki() {
        return spki.clone();
    }

    /**
     * Verifies an ECDSA signature in DER. Only the strict DER encoding with the lower of the two possible {@code s} is
     * accepted, so that nobody can turn one valid signature into another. Signatures made elsewhere must be brought into
     * that form when they are taken in.
     */
    @Override
    public void verify(byte[] message, byte[] signature) throws SignatureInvalidException {
        verifyDigest(Sha2.sha256(message), signature);
    }

    /** The same for whoever has only the message's SHA-256. */
    public void verifyDigest(Digest sha256, byte[] signature) throws SignatureInvalidException {
        if (sha256.algorithm() != Digest.Algorithm.SHA_256) {
            throw new IllegalArgumentException("the digest is not SHA-256");
        }
        BigInteger[] rs;
        try {
            rs = StandardDSAEncoding.INSTANCE.decode(P256.ORDER, signature);
        } catch (IOException | RuntimeException e) {
            throw new SignatureInvalidException("not an ECDSA signature in DER");
        }
        if (rs[1].compareTo(P256.HALF_ORDER) > 0) {
            throw new SignatureInvalidException("ECDSA signature with the higher s");
        }
        ECDSASigner verifier = new ECDSASigner();
        verifier.init(false, parameters);
        if (!verifier.verifySignature(sha256.toArray(), rs[0], rs[1])) {
            throw new SignatureInvalidException("the signature is not by this key over these bytes");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof P256PublicKey that && Arrays.equals(spki, that.spki);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(spki);
    }

    @Override
    public String toString() {
        return "P-256 key " + keyId().base64Url();
    }
}
