package org.sillok.crypto;

import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.ess.ESSCertID;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificate;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
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
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.TimeStampException.Reason;

/** One of the certificates that came with a token, and whether it may be the one that the token was signed under. */
final class TokenCertificate {
    private final X509CertificateHolder holder;
    private final X509Certificate certificate;

    private TokenCertificate(X509CertificateHolder holder, X509Certificate certificate) {
        this.holder = holder;
        this.certificate = certificate;
    }

    /** Reads one; other choices of CMS, such as attribute certificates, are tagged and no sequence. */
    static TokenCertificate of(ASN1Encodable choice) throws IOException, TimeStampException {
        X509CertificateHolder holder =
                new X509CertificateHolder(ASN1Sequence.getInstance(choice).getEncoded());
        if (holder.toASN1Structure().getSignature().getPadBits() != 0) {
            throw new TimeStampException(Reason.MALFORMED, "a certificate of the token is malformed");
        }
        try {
            return new TokenCertificate(holder, TimeStampRoots.certificate(holder.getEncoded()));
        } catch (CertificateException e) {
            throw new TimeStampException(Reason.MALFORMED, "a certificate of the token is malformed", e);
        }
    }

    X509Certificate certificate() {
        return certificate;
    }

    boolean isValidOn(Date time) {
        return holder.isValidOn(time);
    }

    /** Whether a signature names this certificate, to the byte: names are not compared as texts. */
    boolean isNamedBy(SignerIdentifier signer) throws IOException {
        byte[] own =
                signer.isTagged() ? keyIdentifier() : new IssuerAndSerialNumber(holder.toASN1Structure()).getEncoded();
        return Arrays.equals(signer.toASN1Primitive().getEncoded(), own);
    }

    private byte[] keyIdentifier() throws IOException {
        Extension extension = holder.getExtension(Extension.subjectKeyIdentifier);
        return extension == null
                ? new byte[0]
                : new DERTaggedObject(false, 0, ASN1OctetString.getInstance(extension.getParsedValue())).getEncoded();
    }

    /** The signed attributes carry digests of the signer's certificate; each that is there must be of this one. */
    void checkIsTheOneThatWasSigned(AttributeTable signed) throws TimeStampException {
        try {
            Optional<ASN1Encodable> first = value(signed, PKCSObjectIdentifiers.id_aa_signingCertificate);
            Optional<ASN1Encodable> second = value(signed, PKCSObjectIdentifiers.id_aa_signingCertificateV2);
            boolean right = first.isPresent() || second.isPresent();
            if (first.isPresent()) {
                ESSCertID id = SigningCertificate.getInstance(first.get()).getCerts()[0];
                right = Arrays.equals(digestBy(new SHA1Digest()), id.getCertHash());
            }
            if (second.isPresent()) {
                ESSCertIDv2 id = SigningCertificateV2.getInstance(second.get()).getCerts()[0];
                Digest digest = digest(id.getHashAlgorithm().getAlgorithm());
                right = right && digest != null && Arrays.equals(digestBy(digest), id.getCertHash());
            }
            if (!right) {
                throw new TimeStampException(
                        Reason.WRONG_CERTIFICATE, "the certificate is not the one that the signature is bound to");
            }
        } catch (IOException | RuntimeException e) {
            throw new TimeStampException(Reason.WRONG_CERTIFICATE, "the binding to a certificate is malformed", e);
        }
    }

    /** The certificate is for time-stamping, says so critically, and for nothing else (RFC 3161, 2.3). */
    void checkPurpose() throws TimeStampException {
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

    /** Verifies signatures of its key. */
    SignerInformationVerifier verifier() throws OperatorCreationException, TimeStampException {
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

    private static Optional<ASN1Encodable> value(AttributeTable attributes, ASN1ObjectIdentifier type) {
        Attribute attribute = attributes.get(type);
        return attribute == null
                ? Optional.empty()
                : Optional.of(attribute.getAttrValues().getObjectAt(0));
    }

    private byte[] digestBy(Digest digest) throws IOException {
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
}
