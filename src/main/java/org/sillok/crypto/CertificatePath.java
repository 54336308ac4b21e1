package org.sillok.crypto;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.sillok.crypto.SignedTime.PathCertificate;
import org.sillok.crypto.TimeStampException.Reason;

/**
 * The certificates from a time-stamping authority up to a trusted one (RFC 5280, 6), by the JDK's own path validation at
 * the time of the stamp.
 *
 * @param certificates the authority's first; the trusted one is last
 */
record CertificatePath(List<X509Certificate> certificates) {
    private static final int LONGEST = 6;

    CertificatePath {
        certificates = List.copyOf(certificates);
    }

    /**
     * Finds a valid path. Certificates that the path does not need must lead to a trusted one as well: what is carried
     * along is checked, or it could be added or changed without anybody's notice.
     */
    static CertificatePath build(
            X509Certificate signer, List<X509Certificate> carried, TimeStampRoots roots, Instant time)
            throws TimeStampException {
        checkAllLeadToRoots(carried, roots);
        List<X509Certificate> valid = roots.certificates().stream()
                .filter(root -> isValid(root, time))
                .toList();
        if (valid.isEmpty()) {
            throw new TimeStampException(Reason.EXPIRED, "no trusted certificate was valid at that time");
        }
        try {
            Set<TrustAnchor> anchors =
                    valid.stream().map(root -> new TrustAnchor(root, null)).collect(Collectors.toSet());
            X509CertSelector target = new X509CertSelector();
            target.setCertificate(signer);
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(carried)));
            parameters.setDate(Date.from(time));
            parameters.setMaxPathLength(LONGEST);
            // Revocation is judged below, against lists that were fetched when the stamp was made.
            parameters.setRevocationEnabled(false);
            PKIXCertPathBuilderResult result = (PKIXCertPathBuilderResult)
                    CertPathBuilder.getInstance("PKIX").build(parameters);
            List<X509Certificate> path = new ArrayList<>();
            result.getCertPath().getCertificates().forEach(certificate -> path.add((X509Certificate) certificate));
            path.add(result.getTrustAnchor().getTrustedCert());
            return new CertificatePath(path);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new TimeStampException(
                    Reason.UNKNOWN_AUTHORITY, "the authority's certificate leads to none that was named", e);
        }
    }

    /**
     * Grows the known certificates from the roots down: one counts if it is a root or if a known authority issued it. That
     * a certificate was issued by one that is carried beside it says nothing; each could vouch for itself.
     */
    private static void checkAllLeadToRoots(List<X509Certificate> carried, TimeStampRoots roots)
            throws TimeStampException {
        List<X509Certificate> issuers = new ArrayList<>(roots.certificates());
        List<X509Certificate> open = new ArrayList<>(carried);
        open.removeAll(issuers);
        boolean grown = true;
        while (grown) {
            List<X509Certificate> known = open.stream()
                    .filter(certificate -> isIssuedBy(certificate, issuers))
                    .toList();
            grown = !known.isEmpty();
            open.removeAll(known);
            known.stream().filter(CertificatePath::isAuthority).forEach(issuers::add);
        }
        if (!open.isEmpty()) {
            throw new TimeStampException(
                    Reason.UNKNOWN_AUTHORITY, "a certificate of the token leads to no authority that was named");
        }
    }

    private static boolean isAuthority(X509Certificate certificate) {
        return certificate.getBasicConstraints() >= 0;
    }

    /** Without trusted certificates only this can be said: none of these claims an issuer among them that denies it. */
    static void checkAmongThemselves(List<X509Certificate> carried) throws TimeStampException {
        for (X509Certificate certificate : carried) {
            boolean named = carried.stream()
                    .anyMatch(issuer -> issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()));
            if (named && !isIssuedBy(certificate, carried)) {
                throw new TimeStampException(Reason.UNKNOWN_AUTHORITY, "a certificate's signature does not hold");
            }
        }
    }

    /**
     * Holds every certificate below the trusted one against the lists.
     *
     * @throws TimeStampException if one was revoked, or if a list is about none of them
     */
    List<PathCertificate> checkRevocation(List<RevocationList> lists, Instant time) throws TimeStampException {
        Set<RevocationList> used = new HashSet<>();
        List<PathCertificate> checked = new ArrayList<>();
        for (int i = 0; i + 1 < certificates.size(); i++) {
            X509Certificate certificate = certificates.get(i);
            boolean covered = false;
            for (RevocationList list : lists) {
                if (list.isOf(certificate)) {
                    list.verify(certificates.get(i + 1));
                    list.check(certificate, time);
                    covered |= list.covers(certificate, time);
                    used.add(list);
                }
            }
            checked.add(new PathCertificate(
                    certificate.getSubjectX500Principal().getName(), RevocationPoints.of(certificate), covered));
        }
        if (!used.containsAll(lists)) {
            throw new TimeStampException(
                    Reason.WRONG_REVOCATION_LIST, "a revocation list is about none of the certificates");
        }
        return checked;
    }

    private static boolean isIssuedBy(X509Certificate certificate, List<X509Certificate> issuers) {
        return issuers.stream()
                .anyMatch(issuer -> issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())
                        && isSignedBy(certificate, issuer));
    }

    private static boolean isSignedBy(X509Certificate certificate, X509Certificate issuer) {
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException | RuntimeException e) {
            return false;
        }
    }

    private static boolean isValid(X509Certificate certificate, Instant time) {
        try {
            certificate.checkValidity(Date.from(time));
            return true;
        } catch (CertificateException e) {
            return false;
        }
    }
}
