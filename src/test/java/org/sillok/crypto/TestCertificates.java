package org.sillok.crypto;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates of invented recipients, signed by an invented authority. */
public final class TestCertificates {
    /** Whom they name: nothing of it may be seen anywhere. */
    public static final String SUBJECT = "Gil-dong Hong of an invented court";

    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();
    private static final PrivateKey AUTHORITY = ec("P-256").getPrivate();

    private TestCertificates() {}

    public static KeyPair ec(String curve) {
        return keys("EC", curve);
    }

    public static KeyPair rsa(int bits) {
        return keys("RSA", Integer.toString(bits));
    }

    public static KeyPair ed25519() {
        return keys("Ed25519", "");
    }

    private static KeyPair keys(String algorithm, String parameter) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm, PROVIDER);
            if (algorithm.equals("RSA")) {
                generator.initialize(Integer.parseInt(parameter));
            } else if (algorithm.equals("EC")) {
                generator.initialize(new ECGenParameterSpec(parameter));
            }
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** DER; {@code usage} 0 leaves the extension out. */
    public static byte[] certificate(PublicKey key, Instant from, Instant until, int usage) {
        try {
            X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                    new X500Name("CN=an invented authority"),
                    BigInteger.valueOf(System.nanoTime()),
                    Date.from(from),
                    Date.from(until),
                    new X500Name("CN=" + SUBJECT),
                    SubjectPublicKeyInfo.getInstance(key.getEncoded()));
            if (usage != 0) {
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
            }
            return builder.build(new JcaContentSignerBuilder("SHA256withECDSA")
                            .setProvider(PROVIDER)
                            .build(AUTHORITY))
                    .getEncoded();
        } catch (java.io.IOException | org.bouncycastle.operator.OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** DER, valid from yesterday for a year. */
    public static byte[] valid(PublicKey key) {
        Instant now = Instant.now();
        return certificate(key, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(365)), 0);
    }

    /** PEM of a fresh key on P-256, valid from yesterday for a year. */
    public static String pem() {
        return pem(valid(ec("P-256").getPublic()));
    }

    public static String pem(byte[] der) {
        return Pem.write("CERTIFICATE", der);
    }
}
