package org.sillok.identity;

import java.time.Instant;
import org.sillok.crypto.RecipientCertificate;
import org.sillok.crypto.RecipientCertificateException;
import org.sillok.crypto.SignatureInvalidException;
import org.sillok.identity.core.PartyKeyProof;
import org.sillok.identity.core.PartyKeyUse;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.PartyId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;

/** Which keys are taken from a party, and why the others are not. */
final class PartyKeyAdmission {
    private PartyKeyAdmission() {}

    /** The key has shown that who sends it holds the private part. */
    static Outcome<Bytes> signing(PartyId party, NewPartyKey.Signing key) {
        Bytes proof = key.proof();
        if (proof == null) {
            return refused("/proof", "A signing key needs a proof.");
        }
        try {
            PartyKeyProof.verify(party, PartyKeyUse.SIGNING, key.publicKey(), proof);
            return Outcome.done(Bytes.of(key.publicKey().spki()));
        } catch (SignatureInvalidException e) {
            return refused(
                    "/proof",
                    "Not this key's signature over the text that names this organisation, this use and this key.");
        }
    }

    /** It can be encrypted to the certificate's key now, or later. It cannot sign: whose it is a custodian finds out. */
    static Outcome<RecipientCertificate> encryption(NewPartyKey.Encryption key, Instant now) {
        try {
            return Outcome.done(RecipientCertificate.enrol(key.certificate(), now));
        } catch (RecipientCertificateException e) {
            return refused(
                    "/certificate",
                    switch (e.reason()) {
                        case MALFORMED -> "Not one X.509 certificate in PEM or as base64 of its DER.";
                        case EXPIRED -> "The certificate has expired. Make a new key with a new certificate.";
                        case NOT_YET_VALID -> "The certificate is not valid yet.";
                        case WEAK_KEY ->
                            "The certificate's RSA key must have 2,048 to 16,384 bits and a usual exponent;"
                                    + " 3,072 bits or more are better.";
                        case UNKNOWN_KEY -> "The certificate's key must be RSA or on P-256, P-384 or P-521.";
                        case KEY_USAGE ->
                            "The certificate's key usage forbids encryption: with RSA it has to allow"
                                    + " keyEncipherment, on a curve keyAgreement.";
                    });
        }
    }

    private static <T> Outcome<T> refused(String pointer, String detail) {
        return Outcome.refused(Refusal.at(ProblemCode.INVALID_FIELD, pointer, detail));
    }
}
