package org.sillok.crypto;

import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.signers.MLDSASigner;

/** An ML-DSA-44 key (FIPS 204): pure ML-DSA with an empty context. */
public final class MlDsa44PublicKey implements PublicKeyInfo {
    /** Length of the raw key in bytes. */
    public static final int LENGTH = 1312;

    /** Length of every signature in bytes. */
    public static final int SIGNATURE_LENGTH = 2420;

    private static final byte[] SPKI_PREFIX = HexFormat.of().parseHex("30820532300b06096086480165030403110382052100");

    private final byte[] raw;
    private final MLDSAPublicKeyParameters parameters;

    private MlDsa44PublicKey(byte[] raw) {
        this.raw = raw;
        this.parameters = new MLDSAPublicKeyParameters(MLDSAParameters.ml_dsa_44, raw);
    }

    /** Reads the 1312 bytes of FIPS 204. Every string of this length is a key. */
    public static MlDsa44PublicKey ofRaw(byte[] raw) throws KeyFormatException {
        if (raw.length != LENGTH) {
            throw new KeyFormatException("an ML-DSA-44 public key has 1312 bytes");
        }
        return new MlDsa44PublicKey(raw.clone());
    }

    /** Reads DER SubjectPublicKeyInfo (RFC 9881). */
    public static MlDsa44PublicKey ofSpki(byte[] der) throws KeyFormatException {
        int prefix = SPKI_PREFIX.length;
        if (der.length != prefix + LENGTH || !Arrays.equals(der, 0, prefix, SPKI_PREFIX, 0, prefix)) {
            throw new KeyFormatException("not an ML-DSA-44 public key");
        }
        return ofRaw(Arrays.copyOfRange(der, prefix, der.length));
    }

    static MlDsa44PublicKey of(MLDSAPublicKeyParameters parameters) {
        return new MlDsa44PublicKey(parameters.getEncoded());
    }

    /** The 1312 bytes of FIPS 204. */
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
        if (signature.length != SIGNATURE_LENGTH) {
            throw new SignatureInvalidException("an ML-DSA-44 signature has 2420 bytes");
        }
        MLDSASigner verifier = new MLDSASigner();
        verifier.init(false, parameters);
        verifier.update(message, 0, message.length);
        if (!verifier.verifySignature(signature)) {
            throw new SignatureInvalidException("the signature is not by this key over these bytes");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MlDsa44PublicKey that && Arrays.equals(raw, that.raw);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(raw);
    }

    @Override
    public String toString() {
        return "ML-DSA-44 key " + keyId().base64Url();
    }
}
