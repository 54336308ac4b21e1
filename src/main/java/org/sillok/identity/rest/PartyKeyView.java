package org.sillok.identity.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.Base64;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.RecipientKeyType;
import org.sillok.crypto.Sha2;
import org.sillok.identity.core.PartyKey;
import org.sillok.identity.core.PartyKeyState;
import org.sillok.identity.core.PartyKeyUse;
import org.sillok.web.ETags;

/** A key of an organisation as it is shown. */
@Schema(name = "PartyKey")
@JsonInclude(Include.NON_NULL)
public record PartyKeyView(
        @Schema(examples = "key_mzxw6ytboi4tcnrvgq3tknbqga") String id,
        @Schema(examples = "pty_mzxw6ytboi4tcnrvgq3tknbqga") String party,
        PartyKeyUse use,

        @Schema(description = "DER SubjectPublicKeyInfo, base64")
        String publicKey,

        @Schema(description = "SHA-256 of the key's DER, base64url")
        String fingerprint,

        @Schema(description = "Of keys for encryption. Without one nothing is encrypted to the key") @Nullable
        Certificate certificate,

        PartyKeyState state,
        Instant registeredAt,
        String registeredBy,
        @Nullable Instant confirmedAt,
        @Nullable String confirmedBy,
        @Nullable Instant revokedAt,
        @Nullable String revokedBy) {
    /** A certificate as it is compared. Whom it names is not shown: anybody can write any name into one. */
    @Schema(name = "PartyKeyCertificate")
    public record Certificate(
            @Schema(
                    description =
                            "SHA-256 of its DER, lower-case hexadecimal, as openssl x509 -fingerprint -sha256 shows it")
            String fingerprint,

            @Schema(examples = {"RSA-3072", "P-384"}) String keyType,

            @Schema(description = "The key counts from then on")
            Instant notBefore,

            @Schema(description = "The key counts until then")
            Instant expires) {
        static @Nullable Certificate of(PartyKey key) {
            PartyKey.Certificate known = key.certificate();
            return known == null
                    ? null
                    : new Certificate(
                            known.fingerprint().hex(),
                            RecipientKeyType.of(key.spki()),
                            known.notBefore(),
                            known.notAfter());
        }
    }

    static PartyKeyView of(PartyKey key) {
        PartyKey.@Nullable Step confirmed = key.confirmed();
        PartyKey.@Nullable Step revoked = key.revoked();
        return new PartyKeyView(
                key.id().value(),
                key.party().value(),
                key.use(),
                Base64.getEncoder().encodeToString(key.spki().toArray()),
                Sha2.sha256(key.spki()).base64Url(),
                Certificate.of(key),
                key.state(),
                key.registered().at(),
                key.registered().by().value(),
                confirmed == null ? null : confirmed.at(),
                confirmed == null ? null : confirmed.by().value(),
                revoked == null ? null : revoked.at(),
                revoked == null ? null : revoked.by().value());
    }

    String etag() {
        return ETags.of(id, state.name());
    }
}
