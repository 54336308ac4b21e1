package org.sillok.identity.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.Base64;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
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

        PartyKeyState state,
        Instant registeredAt,
        String registeredBy,
        @Nullable Instant confirmedAt,
        @Nullable String confirmedBy,
        @Nullable Instant revokedAt,
        @Nullable String revokedBy) {
    static PartyKeyView of(PartyKey key) {
        PartyKey.@Nullable Step confirmed = key.confirmed();
        PartyKey.@Nullable Step revoked = key.revoked();
        return new PartyKeyView(
                key.id().value(),
                key.party().value(),
                key.use(),
                Base64.getEncoder().encodeToString(key.publicKey().spki()),
                key.publicKey().keyId().base64Url(),
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
