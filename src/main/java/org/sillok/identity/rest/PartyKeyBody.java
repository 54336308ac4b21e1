package org.sillok.identity.rest;

import java.util.Base64;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.KeyFormatException;
import org.sillok.crypto.P256PublicKey;
import org.sillok.crypto.PrivateKeyText;
import org.sillok.identity.NewPartyKey;
import org.sillok.identity.core.PartyKeyUse;
import org.sillok.kernel.Bytes;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.problem.Refusal;
import org.sillok.web.Fields;

/** What is sent to register a key. */
@Schema(name = "NewPartyKey", description = "A key whose private part the organisation holds")
public record PartyKeyBody(
        @Schema(required = true) @Nullable PartyKeyUse use,

        @Schema(
                description =
                        "Of signing keys. P-256, uncompressed point: PEM with the label PUBLIC KEY, or its DER in base64",
                maxLength = MAX_KEY_LENGTH)
        @Nullable
        String publicKey,

        @Schema(
                description = "Of signing keys: base64 of the key's ECDSA signature (SHA-256, DER) over the UTF-8 text"
                        + " \"sillok/party-key/1\\n<party>\\n<use>\\n<base64 of the key's DER>\\n\"",
                maxLength = MAX_PROOF_LENGTH)
        @Nullable
        String proof,

        @Schema(
                description =
                        "Of keys for encryption: one X.509 certificate, PEM with the label CERTIFICATE, or its DER in"
                                + " base64. RSA of 2,048 bits or more, or P-256, P-384 or P-521; not expired; the key usage, if there"
                                + " is one, allows keyEncipherment (RSA) or keyAgreement",
                maxLength = MAX_CERTIFICATE_LENGTH)
        @Nullable
        String certificate) {
    static final int MAX_KEY_LENGTH = 1000;
    static final int MAX_PROOF_LENGTH = 200;
    static final int MAX_CERTIFICATE_LENGTH = 32_768;

    NewPartyKey toNewPartyKey() {
        noPrivateKey("publicKey", publicKey);
        noPrivateKey("proof", proof);
        noPrivateKey("certificate", certificate);
        return Fields.required("use", use) == PartyKeyUse.SIGNING ? signing() : encryption();
    }

    /** The first thing that is looked at: who sent one has to know, whatever else is wrong. */
    private static void noPrivateKey(String name, @Nullable String text) {
        if (text != null && PrivateKeyText.isIn(text)) {
            throw invalid(
                    name,
                    "This is a private key, which nobody else may have. Nothing of it was stored. It was on its way here all"
                            + " the same: do not use it any more, and make a new one.");
        }
    }

    private NewPartyKey signing() {
        if (certificate != null) {
            throw invalid("certificate", "A key to sign with is registered as publicKey, without a certificate.");
        }
        return new NewPartyKey.Signing(
                Fields.parsed(
                        "publicKey",
                        Fields.text("publicKey", publicKey, MAX_KEY_LENGTH),
                        PartyKeyBody::key,
                        ProblemCode.INVALID_FIELD,
                        "Not a public key on P-256 with an uncompressed point, in PEM or as base64 of its DER."),
                proof == null
                        ? null
                        : Fields.parsed(
                                "proof",
                                Fields.text("proof", proof, MAX_PROOF_LENGTH),
                                text -> Bytes.of(Base64.getDecoder().decode(text)),
                                ProblemCode.INVALID_FIELD,
                                "Not base64."));
    }

    private NewPartyKey encryption() {
        if (publicKey != null) {
            throw invalid(
                    "publicKey",
                    "A key for encryption is registered as an X.509 certificate: send that as certificate, and no publicKey.");
        }
        if (proof != null) {
            throw invalid("proof", "A key for encryption does not sign: send no proof.");
        }
        return new NewPartyKey.Encryption(
                CertificateText.der("/certificate", Fields.text("certificate", certificate, MAX_CERTIFICATE_LENGTH)));
    }

    private static ProblemException invalid(String name, String detail) {
        return new ProblemException(Refusal.at(ProblemCode.INVALID_FIELD, "/" + name, detail));
    }

    private static P256PublicKey key(String text) {
        try {
            return text.strip().startsWith("-")
                    ? P256PublicKey.ofPem(text)
                    : P256PublicKey.ofSpki(Base64.getDecoder().decode(text));
        } catch (KeyFormatException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A certificate names people. */
    @Override
    public String toString() {
        return "a key to be registered";
    }
}
