package org.sillok.verify;

import java.io.IOException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.BERSet;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.jspecify.annotations.Nullable;

/** Makes CMS signatures that are well-formed and must not be accepted. */
final class CmsForge {
    private CmsForge() {}

    static byte[] withoutSigners(byte[] der) {
        SignedData data = data(der);
        return write(data, data.getEncapContentInfo(), data.getCertificates(), new DERSet());
    }

    static byte[] withoutCertificates(byte[] der) {
        SignedData data = data(der);
        return write(data, data.getEncapContentInfo(), null, data.getSignerInfos());
    }

    static byte[] twice(byte[] der) {
        SignedData data = data(der);
        ASN1EncodableVector signers = new ASN1EncodableVector();
        signers.add(data.getSignerInfos().getObjectAt(0));
        signers.add(data.getSignerInfos().getObjectAt(0));
        return write(data, data.getEncapContentInfo(), data.getCertificates(), new DERSet(signers));
    }

    /** The certificate of another signature first, then the signer's own. */
    static byte[] withCertificateBefore(byte[] der, byte[] other) {
        SignedData data = data(der);
        ASN1EncodableVector certificates = new ASN1EncodableVector();
        certificates.add(data(other).getCertificates().getObjectAt(0));
        certificates.add(data.getCertificates().getObjectAt(0));
        SignedData changed = new SignedData(
                data.getDigestAlgorithms(),
                data.getEncapContentInfo(),
                new BERSet(certificates),
                null,
                data.getSignerInfos());
        try {
            // DER would put them into an order of its own.
            return new ContentInfo(CMSObjectIdentifiers.signedData, changed).getEncoded(ASN1Encoding.BER);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] withUnsignedPart(byte[] der) {
        SignedData data = data(der);
        SignerInfo signer = SignerInfo.getInstance(data.getSignerInfos().getObjectAt(0));
        ASN1Encodable added = new Attribute(
                PKCSObjectIdentifiers.pkcs_9_at_friendlyName, new DERSet(new DERUTF8String("somebody else")));
        SignerInfo changed = new SignerInfo(
                signer.getSID(),
                signer.getDigestAlgorithm(),
                signer.getAuthenticatedAttributes(),
                signer.getDigestEncryptionAlgorithm(),
                signer.getEncryptedDigest(),
                new DERSet(added));
        return write(data, data.getEncapContentInfo(), data.getCertificates(), new DERSet(changed));
    }

    static byte[] withContent(byte[] der, byte[] content) {
        SignedData data = data(der);
        return write(
                data,
                new ContentInfo(CMSObjectIdentifiers.data, new DEROctetString(content)),
                data.getCertificates(),
                data.getSignerInfos());
    }

    private static SignedData data(byte[] der) {
        return SignedData.getInstance(ContentInfo.getInstance(der).getContent());
    }

    private static byte[] write(SignedData data, ContentInfo content, @Nullable ASN1Set certificates, ASN1Set signers) {
        try {
            SignedData changed = new SignedData(data.getDigestAlgorithms(), content, certificates, null, signers);
            return new ContentInfo(CMSObjectIdentifiers.signedData, changed).getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
