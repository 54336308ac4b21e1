package org.sillok.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cms.CMSAuthEnvelopedDataParser;
import org.bouncycastle.cms.Recipient;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.jcajce.JceKeyAgreeAuthEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyTransAuthEnvelopedRecipient;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.sillok.crypto.RecipientCertificateException.Reason;
import org.sillok.custody.core.CustodyFixtures;
import org.sillok.kernel.Bytes;

class RecipientEncryptionTest {
    private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

    private static KeyPair rsa(int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    private static KeyPair ec(String curve) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", PROVIDER);
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    /** Self-signed; {@code usage} 0 leaves the extension out. */
    private static Bytes certificate(KeyPair keys, Instant from, Instant until, int usage) throws Exception {
        X500Name name = new X500Name("CN=an invented recipient");
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                name,
                BigInteger.ONE,
                Date.from(from),
                Date.from(until),
                name,
                SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
        if (usage != 0) {
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
        }
        String algorithm = keys.getPrivate().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        return Bytes.of(builder.build(new JcaContentSignerBuilder(algorithm)
                        .setProvider(PROVIDER)
                        .build(keys.getPrivate()))
                .getEncoded());
    }

    private static Bytes certificate(KeyPair keys, int usage) throws Exception {
        return certificate(keys, NOW.minus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(1)), usage);
    }

    private static byte[] encrypt(Bytes certificate, byte[] content, int step) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream encrypted =
                RecipientEncryption.open(RecipientCertificate.read(certificate, NOW), new SecureRandom(), out)) {
            for (int i = 0; i < content.length; i += step) {
                encrypted.write(content, i, Math.min(step, content.length - i));
            }
        }
        return out.toByteArray();
    }

    private static byte[] decrypt(KeyPair keys, byte[] message) throws Exception {
        RecipientInformation information = new CMSAuthEnvelopedDataParser(new ByteArrayInputStream(message))
                .getRecipientInfos()
                .iterator()
                .next();
        Recipient recipient = keys.getPrivate().getAlgorithm().equals("RSA")
                ? new JceKeyTransAuthEnvelopedRecipient(keys.getPrivate()).setProvider(PROVIDER)
                : new JceKeyAgreeAuthEnvelopedRecipient(keys.getPrivate()).setProvider(PROVIDER);
        return information.getContentStream(recipient).getContentStream().readAllBytes();
    }

    @Test
    void whoHoldsTheKeyReadsWhatWasWritten() throws Exception {
        for (KeyPair keys : new KeyPair[] {rsa(2_048), ec("P-256"), ec("P-384"), ec("P-521")}) {
            boolean rsa = keys.getPrivate().getAlgorithm().equals("RSA");
            for (int usage : new int[] {0, rsa ? KeyUsage.keyEncipherment : KeyUsage.keyAgreement}) {
                for (int length : new int[] {0, 1, 200_000}) {
                    byte[] content = CustodyFixtures.pseudoRandom("encrypted", length);
                    assertThat(decrypt(keys, encrypt(certificate(keys, usage), content, 7_000)))
                            .isEqualTo(content);
                }
            }
        }
    }

    @Test
    void anyChangeOfTheContentIsNoticed() throws Exception {
        KeyPair keys = ec("P-256");
        byte[] content = new byte[1_000];
        byte[] message = encrypt(certificate(keys, 0), content, 1_000);
        for (int place = message.length - 900; place < message.length - 40; place += 50) {
            byte[] changed = message.clone();
            changed[place] ^= 1;
            assertThatThrownBy(() -> decrypt(keys, changed)).isInstanceOf(Exception.class);
        }
    }

    @Test
    void noTwoMessagesAreAlike() throws Exception {
        Bytes certificate = certificate(ec("P-256"), 0);
        byte[] content = new byte[10];
        assertThat(encrypt(certificate, content, 10)).isNotEqualTo(encrypt(certificate, content, 10));
    }

    @Test
    void aLongStreamGoesIntoSeveralMessages() throws Exception {
        KeyPair keys = ec("P-256");
        RecipientCertificate recipient = RecipientCertificate.read(certificate(keys, 0), NOW);
        for (int length : new int[] {0, 1, 999, 1_000, 1_001, 3_500}) {
            byte[] content = CustodyFixtures.pseudoRandom("parts", length);
            List<ByteArrayOutputStream> parts = new ArrayList<>();
            try (OutputStream out = RecipientEncryption.inParts(recipient, new SecureRandom(), 1_000, number -> {
                parts.add(new ByteArrayOutputStream());
                assertThat(parts).hasSize(number);
                return parts.get(number - 1);
            })) {
                out.write(content);
            }
            assertThat(parts).hasSize(Math.max(1, (length + 999) / 1_000));
            ByteArrayOutputStream joined = new ByteArrayOutputStream();
            for (ByteArrayOutputStream part : parts) {
                joined.writeBytes(decrypt(keys, part.toByteArray()));
            }
            assertThat(joined.toByteArray()).isEqualTo(content);
        }
    }

    private static void refused(Reason reason, Bytes certificate) {
        assertThatThrownBy(() -> RecipientCertificate.read(certificate, NOW))
                .isInstanceOf(RecipientCertificateException.class)
                .satisfies(e ->
                        assertThat(((RecipientCertificateException) e).reason()).isEqualTo(reason));
    }

    @Test
    void certificatesThatMayNotBeUsedAreRefusedWithTheReason() throws Exception {
        KeyPair ec = ec("P-256");
        Instant before = NOW.minus(Duration.ofDays(2));
        Instant after = NOW.plus(Duration.ofDays(2));
        refused(Reason.EXPIRED, certificate(ec, before, NOW.minusSeconds(1), 0));
        refused(Reason.NOT_YET_VALID, certificate(ec, NOW.plusSeconds(1), after, 0));
        refused(Reason.WEAK_KEY, certificate(rsa(1_024), 0));
        refused(Reason.UNKNOWN_KEY, certificate(ec("secp256k1"), 0));
        refused(Reason.KEY_USAGE, certificate(ec, KeyUsage.digitalSignature | KeyUsage.keyEncipherment));
        refused(Reason.KEY_USAGE, certificate(rsa(2_048), KeyUsage.digitalSignature | KeyUsage.keyAgreement));
        for (byte[] bad : new byte[][] {
            {}, {'-'}, {0x30, 0}, new byte[100_000], certificate(ec, 0).toArray()
        }) {
            byte[] cut = bad.length > 200 && bad.length < 100_000 ? java.util.Arrays.copyOf(bad, bad.length - 1) : bad;
            refused(Reason.MALFORMED, Bytes.of(cut));
        }
    }

    @Test
    void pemIsReadAsWell() throws Exception {
        Bytes der = certificate(ec("P-384"), 0);
        RecipientCertificate read = RecipientCertificate.read(Bytes.utf8(Pem.write("CERTIFICATE", der.toArray())), NOW);
        assertThat(read.fingerprint()).isEqualTo(Sha2.sha256(der));
        assertThat(read.expires()).isEqualTo(NOW.plus(Duration.ofDays(1)));
        assertThat(read.toString()).doesNotContain("invented");
        assertThat(read.der()).isEqualTo(der);
        assertThat(RecipientKeyType.of(read.spki())).isEqualTo("P-384");
        assertThat(RecipientCertificate.enrol(der, NOW.minus(Duration.ofDays(9)))
                        .notBefore())
                .isEqualTo(NOW.minus(Duration.ofDays(1)));
    }

    @Test
    void aTargetThatFailsIsAFault() throws Exception {
        RecipientCertificate recipient = RecipientCertificate.read(certificate(ec("P-256"), 0), NOW);
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("disk full");
            }
        };
        assertThatThrownBy(() -> RecipientEncryption.open(recipient, new SecureRandom(), broken))
                .isInstanceOf(IOException.class);
    }
}
