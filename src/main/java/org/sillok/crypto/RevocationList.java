package org.sillok.crypto;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CRLException;
import java.security.cert.CRLReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.sillok.crypto.TimeStampException.Reason;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;

/**
 * A list of revoked certificates (CRL, RFC 5280), complete and by the issuer itself: delta lists, indirect lists and
 * lists of some reasons only are refused, because what is not on them may be revoked all the same.
 */
public final class RevocationList {
    /** Lists of public authorities that issue certificates to many have some megabytes. */
    public static final int MAX_BYTES = 16 * 1024 * 1024;

    private static final int MAY_SIGN_LISTS = 6;
    // RFC 3161, 4: after these, what was stamped before the revocation stays good.
    private static final Set<CRLReason> HARMLESS_FOR_THE_PAST = Set.of(
            CRLReason.UNSPECIFIED,
            CRLReason.AFFILIATION_CHANGED,
            CRLReason.SUPERSEDED,
            CRLReason.CESSATION_OF_OPERATION);

    private final Bytes bytes;
    private final X509CRL list;

    private RevocationList(Bytes bytes, X509CRL list) {
        this.bytes = bytes;
        this.list = list;
    }

    /** Reads a list, which must be all of {@code der}. */
    public static RevocationList parse(byte[] der) throws TimeStampException {
        if (der.length > MAX_BYTES) {
            throw new TimeStampException(Reason.TOO_LONG, "longer than any revocation list");
        }
        try {
            X509CRL list = (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
            if (!Arrays.equals(list.getEncoded(), der) || !isComplete(list)) {
                throw new TimeStampException(Reason.WRONG_REVOCATION_LIST, "not a complete revocation list");
            }
            return new RevocationList(Bytes.of(der), list);
        } catch (CRLException | CertificateException | RuntimeException e) {
            throw new TimeStampException(Reason.WRONG_REVOCATION_LIST, "not a revocation list", e);
        }
    }

    /** Reads the list that is to have this SHA-256 digest: another one by the same issuer may say something else. */
    public static RevocationList parse(byte[] der, Digest expected) throws TimeStampException {
        if (!Sha2.sha256(der).equals(expected)) {
            throw new TimeStampException(Reason.WRONG_REVOCATION_LIST, "not the list that was kept");
        }
        return parse(der);
    }

    private static boolean isComplete(X509CRL list) {
        Set<String> critical = list.getCriticalExtensionOIDs();
        if (critical != null
                && critical.stream().anyMatch(id -> !id.equals(Extension.issuingDistributionPoint.getId()))) {
            return false;
        }
        byte[] value = list.getExtensionValue(Extension.issuingDistributionPoint.getId());
        if (value == null) {
            return true;
        }
        IssuingDistributionPoint scope = IssuingDistributionPoint.getInstance(
                ASN1OctetString.getInstance(value).getOctets());
        return !scope.isIndirectCRL() && !scope.onlyContainsAttributeCerts() && scope.getOnlySomeReasons() == null;
    }

    /** The list as it came, DER. */
    public Bytes bytes() {
        return bytes;
    }

    /** Whether it is, by its name, by the issuer of a certificate. */
    boolean isOf(X509Certificate certificate) {
        return list.getIssuerX500Principal().equals(certificate.getIssuerX500Principal());
    }

    void verify(X509Certificate issuer) throws TimeStampException {
        boolean[] usage = issuer.getKeyUsage();
        if (usage != null && !usage[MAY_SIGN_LISTS]) {
            throw new TimeStampException(Reason.WRONG_REVOCATION_LIST, "the issuer may not sign revocation lists");
        }
        try {
            list.verify(issuer.getPublicKey());
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new TimeStampException(Reason.WRONG_REVOCATION_LIST, "the list's signature does not hold", e);
        }
    }

    /**
     * Refuses a certificate that is on the list, unless it was only put there after {@code time} and for a reason that
     * says nothing about what was signed before.
     */
    void check(X509Certificate certificate, Instant time) throws TimeStampException {
        X509CRLEntry entry = list.getRevokedCertificate(certificate.getSerialNumber());
        if (entry == null) {
            return;
        }
        boolean later = entry.getRevocationDate().toInstant().isAfter(time);
        if (!later
                || entry.getRevocationReason() == null
                || !HARMLESS_FOR_THE_PAST.contains(entry.getRevocationReason())) {
            throw new TimeStampException(Reason.REVOKED, "a certificate of the authority is revoked");
        }
    }

    /** Whether the list was current at {@code time} or is newer, and speaks of certificates of this kind. */
    boolean covers(X509Certificate certificate, Instant time) {
        byte[] value = list.getExtensionValue(Extension.issuingDistributionPoint.getId());
        if (value != null) {
            IssuingDistributionPoint scope = IssuingDistributionPoint.getInstance(
                    ASN1OctetString.getInstance(value).getOctets());
            boolean authority = certificate.getBasicConstraints() >= 0;
            if ((scope.onlyContainsUserCerts() && authority) || (scope.onlyContainsCACerts() && !authority)) {
                return false;
            }
        }
        return list.getNextUpdate() == null || !list.getNextUpdate().toInstant().isBefore(time);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RevocationList that && bytes.equals(that.bytes);
    }

    @Override
    public int hashCode() {
        return bytes.hashCode();
    }

    @Override
    public String toString() {
        return "RevocationList[" + bytes.length() + "]";
    }
}
