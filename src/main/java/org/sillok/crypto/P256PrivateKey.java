package org.sillok.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** An ECDSA private key on NIST P-256 held in memory. Immutable and thread-safe. */
public final class P256PrivateKey implements PrivateSigningKey {
    private final ECPrivateKeyParameters parameters;
    private final P256PublicKey publicKey;

    private P256PrivateKey(BigInteger d) {
        this.parameters = new ECPrivateKeyParameters(d, P256.DOMAIN);
        this.publicKey = P256PublicKey.of(
                new ECPublicKeyParameters(new FixedPointCombMultiplier().multiply(P256.DOMAIN.getG(), d), P256.DOMAIN));
    }

    public static P256PrivateKey generate(SecureRandom random) {
        ECKeyPairGenerator generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(P256.DOMAIN, random));
        return new P256PrivateKey(
                ((ECPrivateKeyParameters) generator.generateKeyPair().getPrivate()).getD());
    }

    /** Reads DER PKCS#8 (RFC 5208). */
    public static P256PrivateKey ofPkcs8(byte[] der) throws KeyFormatException {
        try {
            if (PrivateKeyFactory.createKey(der) instanceof ECPrivateKeyParameters key
                    && key.getParameters().getCurve().equals(P256.DOMAIN.getCurve())
                    && key.getParameters().getG().equals(P256.DOMAIN.getG())) {
                return new P256PrivateKey(key.getD());
            }
        } catch (IOException | RuntimeException e) {
            throw new KeyFormatException("not a private key in PKCS#8");
        }
        throw new KeyFormatException("not a private key on P-256");
    }

    /** Reads PEM text with the label {@code PRIVATE KEY}. */
    public static P256PrivateKey ofPem(String pem) throws KeyFormatException {
        return ofPkcs8(Pem.read(Pem.PRIVATE_KEY, pem));
    }

    @Override
    public byte[] pkcs8() {
        try {
            return PrivateKeyInfoFactory.createPrivateKeyInfo(parameters).getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("cannot encode a P-256 key", e);
        }
    }

    /**
     * Signs with ECDSA and SHA-256. The nonce is derived from key and message (RFC 6979), so a weak random source cannot
     * give the key away and the same message has the same signature; {@code s} is the lower of its two values.
     */
    @Override
    public byte[] sign(byte[] message) {
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, parameters);
        BigInteger[] rs = signer.generateSignature(Sha2.sha256(message).toArray());
        BigInteger s = rs[1].compareTo(P256.HALF_ORDER) > 0 ? P256.ORDER.subtract(rs[1]) : rs[1];
        try {
            return StandardDSAEncoding.INSTANCE.encode(P256.ORDER, rs[0], s);
        } catch (IOException e) {
            throw new IllegalStateException("cannot encode a signature", e);
        }
    }

    @Override
    public P256PublicKey publicKey() {
        return publicKey;
    }

    @Override
    public String toString() {
        return "private part of " + publicKey;
    }
}
