package org.sillok.crypto;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.bouncycastle.util.CollectionStore;
import org.sillok.kernel.Bytes;

/**
 * A detached CMS SignedData (RFC 5652) by a P-256 key, for people who have {@code openssl} and nothing of ours. The
 * signature covers signed attributes, which hold the content's SHA-256 and the time that the caller gives.
 *
 * <p>CMS names a signer by a certificate, so the key gets one that it signs itself. It never expires and says nothing that
 * the key does not: whether to trust the key, no certificate of its own can tell. All statements signed with this key are
 * JSON objects and begin with a brace; what is signed here begins with the tag of a DER set. Neither can be taken for the
 * other.
 */
public final class DetachedSignature {
    private static final AlgorithmIdentifier ECDSA = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
    private static final int SERIAL_BITS = 127;

    private DetachedSignature() {}

    /**
     * Signs {@code content}.
     *
     * @param signer a P-256 key
     * @param time the signing time that the signature claims, to the second
     * @return DER
     */
    public static Bytes sign(Bytes content, Signer signer, Instant time) {
        ContentSigner operator = new Operator(signer);
        try {
            X509CertificateHolder certificate = certificate(signer.publicKey(), operator);
            AttributeTable attributes = new AttributeTable(new DERSet(
                    new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(time), Locale.ROOT)))));
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(new SignerInfoGeneratorBuilder(new BcDigestCalculatorProvider())
                    .setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(attributes))
                    .build(operator, certificate));
            generator.addCertificates(new CollectionStore<>(List.of(certificate)));
            return Bytes.of(generator
                    .generate(new CMSProcessableByteArray(content.toArray()), false)
                    .getEncoded(ASN1Encoding.DER));
        } catch (CMSException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("cannot make a CMS signature", e);
        }
    }

    /** The same certificate for the same key whenever it is made, as far as the signer's signatures are the same. */
    private static X509CertificateHolder certificate(PublicKeyInfo key, ContentSigner signer) throws IOException {
        byte[] keyId = key.keyId().toArray();
        X500Name name =
                new X500Name("CN=Sillok statement key " + key.keyId().hex().substring(0, 32));
        BigInteger serial =
                new BigInteger(1, keyId).shiftRight(256 - SERIAL_BITS).setBit(SERIAL_BITS - 1);
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                name,
                serial,
                new org.bouncycastle.asn1.x509.Time(new ASN1UTCTime("200101000000Z")),
                // RFC 5280, 4.1.2.5: no expiration date is known.
                new org.bouncycastle.asn1.x509.Time(new ASN1GeneralizedTime("99991231235959Z")),
                name,
                SubjectPublicKeyInfo.getInstance(key.spki()));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        return builder.build(signer);
    }

    /** Collects what is to be signed; the signer hashes it itself. */
    private static final class Operator implements ContentSigner {
        private final Signer signer;
        private ByteArrayOutputStream content = new ByteArrayOutputStream();

        private Operator(Signer signer) {
            this.signer = signer;
        }

        @Override
        public AlgorithmIdentifier getAlgorithmIdentifier() {
            return ECDSA;
        }

        @Override
        public OutputStream getOutputStream() {
            content = new ByteArrayOutputStream();
            return content;
        }

        @Override
        public byte[] getSignature() {
            return signer.sign(content.toByteArray());
        }
    }
}
