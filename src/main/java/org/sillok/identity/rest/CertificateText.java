package org.sillok.identity.rest;

import java.util.Base64;
import org.sillok.crypto.KeyFormatException;
import org.sillok.crypto.Pem;
import org.sillok.kernel.Bytes;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.problem.Refusal;

/** Reads what somebody sends as a certificate, as far as its text goes. */
final class CertificateText {
    private static final String LABEL = "CERTIFICATE";
    private static final String BEGIN = "-----BEGIN ";

    private CertificateText() {}

    /** The DER in it, whatever that is. */
    static Bytes der(String pointer, String text) {
        String block = text.strip();
        if (block.indexOf(BEGIN) != block.lastIndexOf(BEGIN)) {
            throw refused(
                    pointer,
                    "Exactly one certificate: the one whose private key opens what is encrypted, without its chain.");
        }
        try {
            return Bytes.of(
                    block.startsWith("-")
                            ? Pem.read(LABEL, block)
                            : Base64.getDecoder().decode(block.replaceAll("\\s", "")));
        } catch (KeyFormatException | IllegalArgumentException e) {
            throw refused(
                    pointer,
                    "Not one X.509 certificate in PEM (BEGIN CERTIFICATE, without text around it) or as base64 of its DER.");
        }
    }

    private static ProblemException refused(String pointer, String detail) {
        return new ProblemException(Refusal.at(ProblemCode.INVALID_FIELD, pointer, detail));
    }
}
