package org.sillok.crypto;

import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Digest;

/**
 * A detached CMS SignedData (RFC 5652) by one P-256 key over the SHA-256 of some content, with the self-signed certificate
 * of that key inside. Only the form that a bundle has is read: DER, one signer, nothing that no signature covers.
 */
public final class CmsSignature {
    /** Far more than such a signature has. */
    public static final int MAX_BYTES = 16 * 1024;

    private final SignerInfo signer;
    private final Certificate certificate;
    private final P256PublicKey key;

    private CmsSignature(SignerInfo signer, Certificate certificate) throws IOException, KeyFormatException {
        this.signer = signer;
        this.certificate = certificate;
        this.key = P256PublicKey.ofSpki(certificate.getSubjectPublicKeyInfo().getEncoded(ASN1Encoding.DER));
    }

    /** Throws {@link SignatureInvalidException}, and nothing else, for anything that is not of that form. */
    public static CmsSignature parse(byte[] der) throws SignatureInvalidException {
        if (der.length > MAX_BYTES) {
            throw new SignatureInvalidException("too long for a signature");
        }
        try {
            ASN1Primitive structure = ASN1Primitive.fromByteArray(der);
            require(structure != null && Arrays.equals(structure.getEncoded(ASN1Encoding.DER), der), "not DER");
            ContentInfo content = ContentInfo.getInstance(structure);
            require(content.getContentType().equals(CMSObjectIdentifiers.signedData), "not signed data");
            SignedData data = SignedData.getInstance(content.getContent());
            // The parser takes some tags for others; what it would write itself is the one accepted form.
            require(
                    Arrays.equals(
                            new ContentInfo(CMSObjectIdentifiers.signedData, data).getEncoded(ASN1Encoding.DER), der),
                    "not in the one accepted form");
            return of(data);
        } catch (IOException | KeyFormatException | RuntimeException e) {
            throw new SignatureInvalidException("not a CMS signature by a P-256 key");
        }
    }

    private static CmsSignature of(SignedData data) throws IOException, KeyFormatException, SignatureInvalidException {
        require(data.getVersion().hasValue(1), "of another version");
        require(
                data.getEncapContentInfo().getContentType().equals(CMSObjectIdentifiers.data)
                        && data.getEncapContentInfo().getContent() == null,
                "not detached from its content");
        require(
                data.getCertificates() != null && data.getCertificates().size() == 1 && data.getCRLs() == null,
                "not with exactly one certificate");
        require(
                data.getSignerInfos().size() == 1 && data.getDigestAlgorithms().size() == 1,
                "not by exactly one signer");
        ASN1Encodable signed = data.getSignerInfos().getObjectAt(0);
        SignerInfo signer = SignerInfo.getInstance(signed);
        ASN1Encodable certified = data.getCertificates().getObjectAt(0);
        Certificate certificate = Certificate.getInstance(certified);
        require(
                Arrays.equals(der(signer), der(signed)) && Arrays.equals(der(certificate), der(certified)),
                "not in the one accepted form");
        require(
                signer.getVersion().hasValue(1) && signer.getUnauthenticatedAttributes() == null,
                "with parts that nobody signed");
        require(
                isSha256(AlgorithmIdentifier.getInstance(
                                data.getDigestAlgorithms().getObjectAt(0)))
                        && isSha256(signer.getDigestAlgorithm())
                        && isEcdsa(signer.getDigestEncryptionAlgorithm()),
                "not ECDSA with SHA-256");
        return new CmsSignature(signer, certificate);
    }

    /**
     * Verifies everything: that the certificate is the key's own, that the signature holds, and that it is over
     * {@code content}.
     *
     * @param content the SHA-256 of the content
     * @return the key that signed
     */
    public P256PublicKey verify(Digest content) throws SignatureInvalidException {
        try {
            verifyCertificate();
            ASN1Set attributes = signer.getAuthenticatedAttributes();
            require(attributes != null, "without signed attributes");
            AttributeTable table = new AttributeTable(attributes);
            require(
                    CMSObjectIdentifiers.data.equals(only(table, CMSAttributes.contentType)),
                    "over another type of content");
            require(
                    only(table, CMSAttributes.messageDigest) instanceof ASN1OctetString digest
                            && Digest.sha256(digest.getOctets()).equals(content),
                    "over other bytes");
            key.verify(
                    attributes.getEncoded(ASN1Encoding.DER),
                    lowS(signer.getEncryptedDigest().getOctets()));
        } catch (IOException | KeyFormatException | RuntimeException e) {
            throw new SignatureInvalidException("malformed");
        }
        return key;
    }

    // Whoever changes a name in it changes what people read of the signer.
    private void verifyCertificate() throws IOException, KeyFormatException, SignatureInvalidException {
        IssuerAndSerialNumber name = new IssuerAndSerialNumber(certificate);
        require(Arrays.equals(der(signer.getSID()), der(name)), "not by the key of its certificate");
        require(certificate.getSubject().equals(certificate.getIssuer()), "with a certificate by somebody else");
        require(
                isEcdsa(certificate.getSignatureAlgorithm())
                        && isEcdsa(certificate.getTBSCertificate().getSignature())
                        && certificate.getSignature().getPadBits() == 0,
                "with a certificate that is not ECDSA with SHA-256");
        key.verify(
                der(certificate.getTBSCertificate()),
                lowS(certificate.getSignature().getOctets()));
    }

    private static @Nullable ASN1Encodable only(AttributeTable table, ASN1ObjectIdentifier type) {
        boolean once = table.getAll(type).size() == 1;
        Attribute attribute = table.get(type);
        return once && attribute != null && attribute.getAttrValues().size() == 1
                ? attribute.getAttrValues().getObjectAt(0)
                : null;
    }

    private static boolean isSha256(AlgorithmIdentifier algorithm) {
        return algorithm.getAlgorithm().equals(NISTObjectIdentifiers.id_sha256);
    }

    private static boolean isEcdsa(AlgorithmIdentifier algorithm) {
        return algorithm.getAlgorithm().equals(X9ObjectIdentifiers.ecdsa_with_SHA256)
                && algorithm.getParameters() == null;
    }

    /** Other people's programs write either of the two signatures that are equally valid. */
    private static byte[] lowS(byte[] signature) throws KeyFormatException {
        return LowS.of(signature);
    }

    private static byte[] der(ASN1Encodable value) throws IOException {
        return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
    }

    private static void require(boolean condition, String words) throws SignatureInvalidException {
        if (!condition) {
            throw new SignatureInvalidException(words);
        }
    }
}
