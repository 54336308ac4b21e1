package org.sillok.crypto;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.tsp.TimeStampTokenInfo;
import org.sillok.crypto.TimeStampException.Reason;

/**
 * The signature of a time-stamp token (CMS SignedData, RFC 5652) and the certificates that came with it. Accepts RSA
 * (PKCS #1 v1.5) and ECDSA with SHA-256, SHA-384 and SHA-512; parts that no signature covers are refused.
 */
final class TokenSignature {
    private static final int MOST_CERTIFICATES = 16;

    // Which signature identifiers may stand beside which digest.
    private static final Map<ASN1ObjectIdentifier, Set<ASN1ObjectIdentifier>> SIGNATURES = Map.of(
            NISTObjectIdentifiers.id_sha256,
            Set.of(
                    PKCSObjectIdentifiers.rsaEncryption,
                    PKCSObjectIdentifiers.sha256WithRSAEncryption,
                    X9ObjectIdentifiers.ecdsa_with_SHA256),
            NISTObjectIdentifiers.id_sha384,
            Set.of(
                    PKCSObjectIdentifiers.rsaEncryption,
                    PKCSObjectIdentifiers.sha384WithRSAEncryption,
                    X9ObjectIdentifiers.ecdsa_with_SHA384),
            NISTObjectIdentifiers.id_sha512,
            Set.of(
                    PKCSObjectIdentifiers.rsaEncryption,
                    PKCSObjectIdentifiers.sha512WithRSAEncryption,
                    X9ObjectIdentifiers.ecdsa_with_SHA512));

    private final TimeStampToken token;
    private final SignerInfo signerInfo;
    private final List<TokenCertificate> certificates;

    private TokenSignature(TimeStampToken token, SignerInfo signerInfo, List<TokenCertificate> certificates)
            throws TimeStampException {
        this.token = token;
        this.signerInfo = signerInfo;
        this.certificates = List.copyOf(certificates);
        if (certificates().stream().distinct().count() != certificates.size()) {
            throw new TimeStampException(Reason.MALFORMED, "a certificate of the token is repeated");
        }
    }

    /** Reads a token's structure; runtime exceptions of the parser mean that it is malformed. */
    static TokenSignature read(ContentInfo content) throws IOException, TSPException, TimeStampException {
        if (!content.getContentType().equals(CMSObjectIdentifiers.signedData)) {
            throw new TimeStampException(Reason.MALFORMED, "the token is not signed");
        }
        SignedData data = SignedData.getInstance(content.getContent());
        if (!data.getVersion().hasValue(3)
                || !(data.getEncapContentInfo().getContent() instanceof ASN1OctetString)
                || data.getCRLs() != null
                || data.getSignerInfos().size() != 1
                || data.getDigestAlgorithms().size() != 1
                || (data.getCertificates() != null && data.getCertificates().size() > MOST_CERTIFICATES)) {
            throw new TimeStampException(Reason.MALFORMED, "the token is not of the form that RFC 3161 demands");
        }
        SignerInfo signerInfo = SignerInfo.getInstance(data.getSignerInfos().getObjectAt(0));
        boolean named = !signerInfo.getSID().isTagged();
        // The parser takes some tags for others; what it would write itself is the one accepted form.
        byte[] written = signerInfo.getEncoded(ASN1Encoding.DL);
        byte[] came = data.getSignerInfos().getObjectAt(0).toASN1Primitive().getEncoded(ASN1Encoding.DL);
        if (!signerInfo.getVersion().hasValue(named ? 1 : 3)
                || signerInfo.getUnauthenticatedAttributes() != null
                || !Arrays.equals(written, came)) {
            throw new TimeStampException(Reason.MALFORMED, "the token has parts that nobody signed");
        }
        AlgorithmIdentifier digest = plain(signerInfo.getDigestAlgorithm());
        AlgorithmIdentifier encryption = plain(signerInfo.getDigestEncryptionAlgorithm());
        if (!plain(AlgorithmIdentifier.getInstance(data.getDigestAlgorithms().getObjectAt(0)))
                        .getAlgorithm()
                        .equals(digest.getAlgorithm())
                || !SIGNATURES.getOrDefault(digest.getAlgorithm(), Set.of()).contains(encryption.getAlgorithm())) {
            throw new TimeStampException(Reason.WRONG_SIGNATURE, "the token is signed in a way that is not accepted");
        }
        List<TokenCertificate> certificates = new ArrayList<>();
        if (data.getCertificates() != null) {
            for (ASN1Encodable certificate : data.getCertificates()) {
                certificates.add(TokenCertificate.of(certificate));
            }
        }
        return new TokenSignature(new TimeStampToken(content), signerInfo, certificates);
    }

    /** An algorithm without parameters, or with the NULL that some write instead. */
    private static AlgorithmIdentifier plain(AlgorithmIdentifier algorithm) throws TimeStampException {
        if (algorithm.getParameters() != null && !DERNull.INSTANCE.equals(algorithm.getParameters())) {
            throw new TimeStampException(Reason.WRONG_SIGNATURE, "an algorithm has parameters");
        }
        return algorithm;
    }

    TimeStampTokenInfo info() {
        return token.getTimeStampInfo();
    }

    /** The certificates that came with the token, in their order. */
    List<X509Certificate> certificates() {
        return certificates.stream().map(TokenCertificate::certificate).toList();
    }

    /** Verifies the signature and the purpose of its key; returns the signer's certificate. */
    X509Certificate verify() throws TimeStampException {
        TokenCertificate signer = signer();
        signer.checkIsTheOneThatWasSigned(token.getSignedAttributes());
        signer.checkPurpose();
        if (!signer.isValidOn(info().getGenTime())) {
            throw new TimeStampException(Reason.EXPIRED, "the authority's certificate was not valid at that time");
        }
        try {
            token.validate(signer.verifier());
        } catch (TSPException | OperatorCreationException | RuntimeException e) {
            throw new TimeStampException(Reason.WRONG_SIGNATURE, "the signature of the time-stamp does not hold", e);
        }
        return signer.certificate();
    }

    private TokenCertificate signer() throws TimeStampException {
        try {
            for (TokenCertificate certificate : certificates) {
                if (certificate.isNamedBy(signerInfo.getSID())) {
                    return certificate;
                }
            }
        } catch (IOException | RuntimeException e) {
            throw new TimeStampException(Reason.MALFORMED, "the signer's name is malformed", e);
        }
        throw new TimeStampException(Reason.WRONG_CERTIFICATE, "the signer's certificate is not in the token");
    }
}
