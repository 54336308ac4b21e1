package org.sillok.platform.cli.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSAuthEnvelopedDataParser;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.jcajce.JceKeyAgreeAuthEnvelopedRecipient;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.sillok.crypto.KeyFormatException;
import org.sillok.crypto.Pem;

/** The key to which bundles are encrypted, with a certificate that it signed itself. {@code certificate} is a PEM file. */
record RecipientKey(KeyPairFile pair, Path certificate, String pem) {
    private static final Duration VALID = Duration.ofDays(365);

    /** The certificate beside the key, made if it is not there. */
    static RecipientKey of(KeyPairFile pair) throws DemoFailure {
        Path path =
                pair.path().resolveSibling(pair.path().getFileName().toString().replace(".pem", ".crt"));
        try {
            String pem = Files.exists(path) ? Files.readString(path) : "";
            if (!isFor(pair, pem)) {
                pem = KeyPairFile.pem("CERTIFICATE", issue(pair).getEncoded());
                Files.writeString(path, pem);
            }
            return new RecipientKey(pair, path, pem);
        } catch (IOException | OperatorCreationException e) {
            throw new DemoFailure("The certificate " + path + " cannot be made: " + e.getMessage(), e);
        }
    }

    /** Times of files are too coarse to tell whether a certificate is older than its key. */
    private static boolean isFor(KeyPairFile pair, String pem) {
        try {
            X509CertificateHolder certificate = new X509CertificateHolder(Pem.read("CERTIFICATE", pem));
            return Arrays.equals(
                    certificate.getSubjectPublicKeyInfo().getEncoded(),
                    pair.pair().getPublic().getEncoded());
        } catch (IOException | KeyFormatException e) {
            return false;
        }
    }

    private static X509CertificateHolder issue(KeyPairFile pair) throws OperatorCreationException, IOException {
        X500Name name = new X500Name("CN=Sillok demo recipient (invented)");
        Instant now = Instant.now();
        return new JcaX509v3CertificateBuilder(
                        name,
                        BigInteger.valueOf(now.toEpochMilli()),
                        Date.from(now.minus(Duration.ofHours(1))),
                        Date.from(now.plus(VALID)),
                        name,
                        pair.pair().getPublic())
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyAgreement))
                .build(new JcaContentSignerBuilder("SHA256withECDSA")
                        .build(pair.pair().getPrivate()));
    }

    /** Opens one message that was encrypted to the certificate: all of it, or nothing. */
    byte[] decrypt(byte[] message) throws DemoFailure {
        try {
            RecipientInformation recipient = new CMSAuthEnvelopedDataParser(new ByteArrayInputStream(message))
                    .getRecipientInfos()
                    .iterator()
                    .next();
            return recipient
                    .getContentStream(
                            new JceKeyAgreeAuthEnvelopedRecipient(pair.pair().getPrivate())
                                    .setProvider(new BouncyCastleProvider()))
                    .getContentStream()
                    .readAllBytes();
        } catch (CMSException | IOException | RuntimeException e) {
            throw new DemoFailure("What was received cannot be decrypted with " + pair.path(), e);
        }
    }

    /** How it is registered. */
    ObjectNode body() {
        return Json.object().put("use", "ENCRYPTION").put("certificate", pem);
    }

    @Override
    public String toString() {
        return "RecipientKey[" + certificate + "]";
    }
}
