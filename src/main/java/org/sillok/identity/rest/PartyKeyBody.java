package org.sillok.identity.rest;

import java.util.Base64;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.KeyFormatException;
import org.sillok.crypto.P256PublicKey;
import org.sillok.identity.NewPartyKey;
import org.sillok.identity.core.PartyKeyUse;
import org.sillok.kernel.Bytes;
import org.sillok.problem.ProblemCode;
import org.sillok.web.Fields;

/** What is sent to register a key. */
@Schema(name = "NewPartyKey", description = "A public key whose private part the organisation holds")
public record PartyKeyBody(
        @Schema(required = true) @Nullable PartyKeyUse use,

        @Schema(
                required = true,
                description = "P-256, uncompressed point: PEM with the label PUBLIC KEY, or its DER in base64",
                maxLength = MAX_KEY_LENGTH)
        @Nullable
        String publicKey,

        @Schema(
                description = "For signing keys: base64 of the key's ECDSA signature (SHA-256, DER) over the UTF-8 text"
                        + " \"sillok/party-key/1\\n<party>\\n<use>\\n<base64 of the key's DER>\\n\"",
                maxLength = MAX_PROOF_LENGTH)
        @Nullable
        String proof) {
    static final int MAX_KEY_LENGTH = 1000;
    static final int MAX_PROOF_LENGTH = 200;

    NewPartyKey toNewPartyKey() {
        return new NewPartyKey(
                Fields.required("use", use),
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

    private static P256PublicKey key(String text) {
        try {
            return text.strip().startsWith("-")
                    ? P256PublicKey.ofPem(text)
                    : P256PublicKey.ofSpki(Base64.getDecoder().decode(text));
        } catch (KeyFormatException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
