package org.sillok.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.sillok.crypto.RecipientCertificateException.Reason;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;

/**
 * A certificate for whose key something may be encrypted: RSA of 2,048 bits or more, or P-256, P-384 or P-521; valid at the
 * time given; not forbidden for the purpose by its key usage. Whose it is, and whether it was revoked, is for whoever
 * enrols it to find out: no chain is built here.
 */
public final class RecipientCertificate {
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final int MAX_LENGTH = 64 * 1024;
    private static final int MIN_RSA_BITS = 2_048;
    private static final int MAX_RSA_BITS = 16_384;
    private static final int MAX_EXPONENT_BITS = 256;
    private static final Set<ASN1ObjectIdentifier> CURVES =
            Set.of(SECObjectIdentifiers.secp256r1, SECObjectIdentifiers.secp384r1, SECObjectIdentifiers.secp521r1);

    private final X509CertificateHolder certificate;
    private final AsymmetricKeyParameter key;

    private RecipientCertificate(X509CertificateHolder certificate, AsymmetricKeyParameter key) {
        this.certificate = certificate;
        this.key = key;
    }

    /**
     * Reads a certificate, DER or PEM, and checks that it may be used at {@code now}.
     *
     * @throws RecipientCertificateException with the reason if it may not
     */
    public static RecipientCertificate read(Bytes bytes, Instant now) throws RecipientCertificateException {
        RecipientCertificate certificate = enrol(bytes, now);
        if (certificate.notBefore().isAfter(now)) {
            throw new RecipientCertificateException(Reason.NOT_YET_VALID, "the certificate is not valid yet");
        }
        return certificate;
    }

    /**
     * The same for a certificate that may become valid later, as one does that follows another.
     *
     * @throws RecipientCertificateException with the reason if it may never be used from {@code now} on
     */
    public static RecipientCertificate enrol(Bytes bytes, Instant now) throws RecipientCertificateException {
        X509CertificateHolder certificate = parse(bytes);
        if (certificate.getNotAfter().toInstant().isBefore(now)) {
            throw new RecipientCertificateException(Reason.EXPIRED, "the certificate has expired");
        }
        return checked(certificate);
    }

    /**
     * The same whenever it is valid: for whoever compares it with what was said of it.
     *
     * @throws RecipientCertificateException with the reason if it may never be used
     */
    public static RecipientCertificate atAnyTime(Bytes bytes) throws RecipientCertificateException {
        return checked(parse(bytes));
    }

    private static X509CertificateHolder parse(Bytes bytes) throws RecipientCertificateException {
        if (bytes.length() > MAX_LENGTH) {
            throw malformed();
        }
        byte[] input = bytes.toArray();
        try {
            byte[] der = input.length > 0 && input[0] == '-'
                    ? Pem.read(CERTIFICATE, new String(input, StandardCharsets.ISO_8859_1))
                    : input;
            X509CertificateHolder certificate = new X509CertificateHolder(der);
            if (!Arrays.equals(der, certificate.getEncoded())
                    || certificate
                            .getNotBefore()
                            .toInstant()
                            .isAfter(certificate.getNotAfter().toInstant())) {
                throw malformed();
            }
            return certificate;
        } catch (IOException | KeyFormatException | RuntimeException e) {
            throw malformed();
        }
    }

    private static RecipientCertificate checked(X509CertificateHolder certificate)
            throws RecipientCertificateException {
        AsymmetricKeyParameter key;
        SubjectPublicKeyInfo info = certificate.getSubjectPublicKeyInfo();
        checkCurve(info);
        try {
            key = PublicKeyFactory.createKey(info);
        } catch (IOException | RuntimeException e) {
            throw malformed();
        }
        if (key instanceof RSAKeyParameters rsa) {
            checkStrength(rsa);
        }
        checkUsage(certificate, key instanceof RSAKeyParameters ? KeyUsage.keyEncipherment : KeyUsage.keyAgreement);
        return new RecipientCertificate(certificate, key);
    }

    private static RecipientCertificateException malformed() {
        return new RecipientCertificateException(Reason.MALFORMED, "not an X.509 certificate in DER or PEM");
    }

    private static void checkCurve(SubjectPublicKeyInfo info) throws RecipientCertificateException {
        ASN1ObjectIdentifier algorithm = info.getAlgorithm().getAlgorithm();
        boolean known = algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)
                || (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)
                        && info.getAlgorithm().getParameters() instanceof ASN1ObjectIdentifier curve
                        && CURVES.contains(curve));
        if (!known) {
            throw new RecipientCertificateException(
                    Reason.UNKNOWN_KEY, "the key is neither RSA nor on P-256, P-384 or P-521");
        }
    }

    private static void checkStrength(RSAKeyParameters key) throws RecipientCertificateException {
        int bits = key.getModulus().bitLength();
        BigInteger exponent = key.getExponent();
        if (bits < MIN_RSA_BITS
                || bits > MAX_RSA_BITS
                || exponent.bitLength() < 2
                || exponent.bitLength() > MAX_EXPONENT_BITS
                || !exponent.testBit(0)) {
            throw new RecipientCertificateException(
                    Reason.WEAK_KEY, "an RSA key has from " + MIN_RSA_BITS + " to " + MAX_RSA_BITS + " bits");
        }
    }

    /** Without the extension every use is allowed (RFC 5280, 4.2.1.3). */
    private static void checkUsage(X509CertificateHolder certificate, int usage) throws RecipientCertificateException {
        KeyUsage allowed;
        try {
            allowed = certificate.getExtensions() == null ? null : KeyUsage.fromExtensions(certificate.getExtensions());
        } catch (RuntimeException e) {
            throw malformed();
        }
        if (allowed != null && !allowed.hasUsages(usage)) {
            throw new RecipientCertificateException(
                    Reason.KEY_USAGE, "the certificate's key usage forbids to encrypt keys with it");
        }
    }

    X509CertificateHolder certificate() {
        return certificate;
    }

    AsymmetricKeyParameter key() {
        return key;
    }

    /** Tells certificates apart: the digest of the whole certificate. */
    public Digest fingerprint() {
        try {
            return Sha2.sha256(certificate.getEncoded());
        } catch (IOException e) {
            throw new IllegalStateException("cannot encode a certificate", e);
        }
    }

    /** The first moment at which it is valid. */
    public Instant notBefore() {
        return certificate.getNotBefore().toInstant();
    }

    /** The last moment at which it is valid. */
    public Instant expires() {
        return certificate.getNotAfter().toInstant();
    }

    /** Its DER. It names people. */
    public Bytes der() {
        try {
            return Bytes.of(certificate.getEncoded());
        } catch (IOException e) {
            throw new IllegalStateException("cannot encode a certificate", e);
        }
    }

    /** DER SubjectPublicKeyInfo of its key, in the one form that each key has: points are not compressed. */
    public Bytes spki() {
        try {
            SubjectPublicKeyInfo info = key instanceof ECPublicKeyParameters point
                    ? new SubjectPublicKeyInfo(
                            certificate.getSubjectPublicKeyInfo().getAlgorithm(),
                            point.getQ().getEncoded(false))
                    : SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(key);
            return Bytes.of(info.getEncoded(ASN1Encoding.DER));
        } catch (IOException e) {
            throw new IllegalStateException("cannot encode the key of a certificate", e);
        }
    }

    /** Whom it names is not in it. */
    @Override
    public String toString() {
        return "certificate " + fingerprint().base64Url();
    }
}
