package org.sillok.crypto;

import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.ess.ESSCertID;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificate;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.DefaultCMSSignatureAlgorithmNameGenerator;
import org.bouncycastle.cms.SignerInformationVerifier;
import org.bouncycastle.cms.bc.BcECSignerInfoVerifierBuilder;
import org.bouncycastle.cms.bc.BcRSASignerInfoVerifierBuilder;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.tsp.TimeStampTokenInfo;
import org.jspecify.annotations.Nullable;
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
    private final List<X509CertificateHolder> holders;
    private final List<X509Certificate> certificates;

    private TokenSignature(TimeStampToken token, SignerInfo signerInfo, List<X509CertificateHolder> holders)
            throws IOException, TimeStampException {
        this.token = token;
        this.signerInfo = signerInfo;
        this.holders = List.copyOf(holders);
        List<X509Certificate> all = new ArrayList<>();
        for (X509CertificateHolder holder : holders) {
            try {
                all.add(TimeStampRoots.certificate(holder.getEncoded()));
            } catch (CertificateException e) {
                throw new TimeStampException(Reason.MALFORMED, "a certificate of the token is malformed", e);
            }
        }
        if (all.stream().distinct().count() != all.size()) {
            throw new TimeStampException(Reason.MALFORMED, "a certificate of the token is repeated");
        }
        this.certificates = List.copyOf(all);
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
        List<X509CertificateHolder> holders = new ArrayList<>();
        if (data.getCertificates() != null) {
            for (ASN1Encodable certificate : data.getCertificates()) {
                // Other choices, such as attribute certificates, are tagged.
                X509CertificateHolder holder = new X509CertificateHolder(
                        ASN1Sequence.getInstance(certificate).getEncoded());
                if (holder.toASN1Structure().getSignature().getPadBits() != 0) {
                    throw new TimeStampException(Reason.MALFORMED, "a certificate of the token is malformed");
                }
                holders.add(holder);
            }
        }
        return new TokenSignature(new TimeStampToken(content), signerInfo, holders);
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
        return certificates;
    }

    /** Verifies the signature and the purpose of its key; returns the signer's certificate. */
    X509Certificate verify() throws TimeStampException {
        int at = signer();
        X509CertificateHolder holder = holders.get(at);
        checkCertificateIsTheOneThatWasSigned(holder);
        checkPurpose(holder);
        if (!holder.isValidOn(info().getGenTime())) {
            throw new TimeStampException(Reason.EXPIRED, "the authority's certificate was not valid at that time");
        }
        try {
            token.validate(verifier(holder));
        } catch (TSPException | OperatorCreationException | RuntimeException e) {
            throw new TimeStampException(Reason.WRONG_SIGNATURE, "the signature of the time-stamp does not hold", e);
        }
        return certificates.get(at);
    }

    /** The certificate that the signature names, to the byte: names are not compared as texts. */
    private int signer() throws TimeStampException {
        try {
            byte[] named = signerInfo.getSID().toASN1Primitive().getEncoded();
            for (int i = 0; i < holders.size(); i++) {
                X509CertificateHolder holder = holders.get(i);
                byte[] own = signerInfo.getSID().isTagged()
                        ? keyIdentifier(holder)
                        : new IssuerAndSerialNumber(holder.toASN1Structure()).getEncoded();
                if (Arrays.equals(named, own)) {
                    return i;
                }
            }
        } catch (IOException | RuntimeException e) {
            throw new TimeStampException(Reason.MALFORMED, "the signer's name is malformed", e);
        }
        throw new TimeStampException(Reason.WRONG_CERTIFICATE, "the signer's certificate is not in the token");
    }

    private static byte[] keyIdentifier(X509CertificateHolder holder) throws IOException {
        Extension extension = holder.getExtension(Extension.subjectKeyIdentifier);
        return extension == null
                ? new byte[0]
                : new DERTaggedObject(false, 0, ASN1OctetString.getInstance(extension.getParsedValue())).getEncoded();
    }

    /** The signed attributes carry the digest of the signer's certificate; each that is there must be right. */
    private void checkCertificateIsTheOneThatWasSigned(X509CertificateHolder holder) throws TimeStampException {
        try {
            AttributeTable signed = token.getSignedAttributes();
            Optional<ASN1Encodable> first = value(signed, PKCSObjectIdentifiers.id_aa_signingCertificate);
            Optional<ASN1Encodable> second = value(signed, PKCSObjectIdentifiers.id_aa_signingCertificateV2);
            boolean right = first.isPresent() || second.isPresent();
            if (first.isPresent()) {
                ESSCertID id = SigningCertificate.getInstance(first.get()).getCerts()[0];
                right = Arrays.equals(digest(new SHA1Digest(), holder), id.getCertHash());
            }
            if (second.isPresent()) {
                ESSCertIDv2 id = SigningCertificateV2.getInstance(second.get()).getCerts()[0];
                Digest digest = digest(id.getHashAlgorithm().getAlgorithm());
                right = right && digest != null && Arrays.equals(digest(digest, holder), id.getCertHash());
            }
            if (!right) {
                throw new TimeStampException(
                        Reason.WRONG_CERTIFICATE, "the certificate is not the one that the signature is bound to");
            }
        } catch (IOException | RuntimeException e) {
            throw new TimeStampException(Reason.WRONG_CERTIFICATE, "the binding to a certificate is malformed", e);
        }
    }

    private static Optional<ASN1Encodable> value(AttributeTable attributes, ASN1ObjectIdentifier type) {
        Attribute attribute = attributes.get(type);
        return attribute == null
                ? Optional.empty()
                : Optional.of(attribute.getAttrValues().getObjectAt(0));
    }

    private static byte[] digest(Digest digest, X509CertificateHolder holder) throws IOException {
        byte[] encoded = holder.getEncoded();
        digest.update(encoded, 0, encoded.length);
        byte[] value = new byte[digest.getDigestSize()];
        digest.doFinal(value, 0);
        return value;
    }

    private static @Nullable Digest digest(ASN1ObjectIdentifier algorithm) {
        if (algorithm.equals(NISTObjectIdentifiers.id_sha256)) {
            return new SHA256Digest();
        } else if (algorithm.equals(NISTObjectIdentifiers.id_sha384)) {
            return new SHA384Digest();
        }
        return algorithm.equals(NISTObjectIdentifiers.id_sha512) ? new SHA512Digest() : null;
    }

    private static void checkPurpose(X509CertificateHolder holder) throws TimeStampException {
        Extension extension = holder.getExtension(Extension.extendedKeyUsage);
        try {
            if (extension != null && extension.isCritical()) {
                KeyPurposeId[] purposes =
                        ExtendedKeyUsage.getInstance(extension.getParsedValue()).getUsages();
                if (purposes.length == 1 && purposes[0].equals(KeyPurposeId.id_kp_timeStamping)) {
                    return;
                }
            }
        } catch (RuntimeException e) {
            throw new TimeStampException(Reason.WRONG_KEY_USAGE, "the certificate's purpose is malformed", e);
        }
        throw new TimeStampException(Reason.WRONG_KEY_USAGE, "the certificate is not for time-stamping alone");
    }

    private static SignerInformationVerifier verifier(X509CertificateHolder holder)
            throws OperatorCreationException, TimeStampException {
        try {
            ASN1ObjectIdentifier key =
                    holder.getSubjectPublicKeyInfo().getAlgorithm().getAlgorithm();
            // The lightweight API throughout: nothing is registered, and nothing depends on what is.
            if (key.equals(PKCSObjectIdentifiers.rsaEncryption)) {
                return new BcRSASignerInfoVerifierBuilder(
                                new DefaultCMSSignatureAlgorithmNameGenerator(),
                                new DefaultSignatureAlgorithmIdentifierFinder(),
                                new DefaultDigestAlgorithmIdentifierFinder(),
                                new BcDigestCalculatorProvider())
                        .build(holder);
            } else if (key.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
                return new BcECSignerInfoVerifierBuilder(
                                new DefaultCMSSignatureAlgorithmNameGenerator(),
                                new DefaultSignatureAlgorithmIdentifierFinder(),
                                new DefaultDigestAlgorithmIdentifierFinder(),
                                new BcDigestCalculatorProvider())
                        .build(holder);
            }
        } catch (IllegalArgumentException e) {
            throw new TimeStampException(Reason.WRONG_SIGNATURE, "the authority's key is malformed", e);
        }
        throw new TimeStampException(Reason.WRONG_SIGNATURE, "the authority's key is of a kind that is not accepted");
    }
}
