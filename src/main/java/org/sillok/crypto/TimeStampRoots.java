package org.sillok.crypto;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The certificates that a person trusts to name time-stamping authorities; possibly none. */
public final class TimeStampRoots {
    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String END = "-----END CERTIFICATE-----";
    private static final int MOST = 1_000;

    private final List<X509Certificate> certificates;

    private TimeStampRoots(List<X509Certificate> certificates) {
        this.certificates = List.copyOf(certificates);
    }

    public static TimeStampRoots none() {
        return new TimeStampRoots(List.of());
    }

    /** Reads PEM text with one or more certificates; text between the blocks is skipped, as openssl writes it. */
    public static TimeStampRoots ofPem(String pem) throws KeyFormatException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (int begin = pem.indexOf(BEGIN); begin >= 0; begin = pem.indexOf(BEGIN, begin + BEGIN.length())) {
            int end = pem.indexOf(END, begin);
            if (end < 0 || certificates.size() == MOST) {
                throw new KeyFormatException("not a PEM file of certificates");
            }
            byte[] der = Pem.read("CERTIFICATE", pem.substring(begin, end + END.length()));
            try {
                certificates.add(certificate(der));
            } catch (CertificateException e) {
                throw new KeyFormatException("a PEM block is not an X.509 certificate");
            }
        }
        if (certificates.isEmpty()) {
            throw new KeyFormatException("the PEM text has no certificate");
        }
        return new TimeStampRoots(certificates);
    }

    /** Reads one certificate, which must be all of {@code der}. */
    static X509Certificate certificate(byte[] der) throws CertificateException {
        X509Certificate certificate = (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        // The factory also takes PEM and whatever follows a certificate.
        if (!Arrays.equals(certificate.getEncoded(), der)) {
            throw new CertificateException("not exactly one certificate");
        }
        return certificate;
    }

    public TimeStampRoots and(TimeStampRoots other) {
        List<X509Certificate> all = new ArrayList<>(certificates);
        all.addAll(other.certificates);
        return new TimeStampRoots(all.stream().distinct().toList());
    }

    public boolean isEmpty() {
        return certificates.isEmpty();
    }

    List<X509Certificate> certificates() {
        return certificates;
    }

    /** The certificates as PEM text. */
    public String pem() {
        StringBuilder text = new StringBuilder();
        try {
            for (X509Certificate certificate : certificates) {
                text.append(Pem.write("CERTIFICATE", certificate.getEncoded()));
            }
        } catch (CertificateException e) {
            throw new IllegalStateException("a certificate has an encoding", e);
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return "TimeStampRoots[" + certificates.size() + "]";
    }
}
