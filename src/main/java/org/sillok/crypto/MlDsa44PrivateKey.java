package org.sillok.crypto;

import java.io.IOException;
import java.security.SecureRandom;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;

/** An ML-DSA-44 private key (FIPS 204) held in memory. Immutable and thread-safe. */
public final class MlDsa44PrivateKey implements PrivateSigningKey {
    private static final int SEED_LENGTH = 32;

    private final MLDSAPrivateKeyParameters parameters;
    private final MlDsa44PublicKey publicKey;

    private MlDsa44PrivateKey(MLDSAPrivateKeyParameters parameters) {
        this.parameters = parameters;
        this.publicKey = MlDsa44PublicKey.of(parameters.getPublicKeyParameters());
    }

    public static MlDsa44PrivateKey generate(SecureRandom random) {
        byte[] seed = new byte[SEED_LENGTH];
        random.nextBytes(seed);
        return of(seed);
    }

    /** Reads the 32-byte seed of FIPS 204 (ξ), from which the key follows. */
    public static MlDsa44PrivateKey ofSeed(byte[] seed) throws KeyFormatException {
        if (seed.length != SEED_LENGTH) {
            throw new KeyFormatException("an ML-DSA-44 seed has 32 bytes");
        }
        return of(seed.clone());
    }

    private static MlDsa44PrivateKey of(byte[] seed) {
        return new MlDsa44PrivateKey(new MLDSAPrivateKeyParameters(MLDSAParameters.ml_dsa_44, seed));
    }

    /** Reads DER PKCS#8 (RFC 9881) that carries the seed. */
    public static MlDsa44PrivateKey ofPkcs8(byte[] der) throws KeyFormatException {
        try {
            if (PrivateKeyFactory.createKey(der) instanceof MLDSAPrivateKeyParameters key
                    && key.getParameters().equals(MLDSAParameters.ml_dsa_44)
                    && key.getSeed() != null) {
                return ofSeed(key.getSeed());
            }
        } catch (IOException | RuntimeException e) {
            throw new KeyFormatException("not a private key in PKCS#8");
        }
        throw new KeyFormatException("not an ML-DSA-44 private key with its seed");
    }

    @Override
    public byte[] pkcs8() {
        try {
            return PrivateKeyInfoFactory.createPrivateKeyInfo(
                            parameters.getParametersWithFormat(MLDSAPrivateKeyParameters.SEED_ONLY))
                    .getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("cannot encode an ML-DSA-44 key", e);
        }
    }

    /** Signs in the deterministic variant of FIPS 204: a weak random source cannot give the key away. */
    @Override
    public byte[] sign(byte[] message) {
        MLDSASigner signer = new MLDSASigner();
        signer.init(true, parameters);
        signer.update(message, 0, message.length);
        try {
            return signer.generateSignature();
        } catch (CryptoException e) {
            throw new IllegalStateException("cannot sign with an ML-DSA-44 key", e);
        }
    }

    @Override
    public MlDsa44PublicKey publicKey() {
        return publicKey;
    }

    @Override
    public String toString() {
        return "private part of " + publicKey;
    }
}
