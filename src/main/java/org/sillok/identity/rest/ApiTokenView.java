package org.sillok.identity.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.identity.ApiToken;
import org.sillok.identity.Role;
import org.sillok.identity.core.ApiTokenAccess;
import org.sillok.web.ETags;

/** What is known of an API token. */
@Schema(name = "ApiToken")
@JsonInclude(Include.NON_NULL)
public record ApiTokenView(
        @Schema(examples = "tok_mzxw6ytboi4tcnrvgq3tknbqga") String id,
        String party,
        String user,
        List<Role> roles,
        ApiTokenAccess access,
        String label,
        Instant createdAt,
        String createdBy,
        Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable String revokedBy) {
    static ApiTokenView of(ApiToken token) {
        return new ApiTokenView(
                token.id().value(),
                token.party().value(),
                token.user().value(),
                token.roles().stream().sorted().toList(),
                token.access(),
                token.label(),
                token.createdAt(),
                token.createdBy().value(),
                token.expiresAt(),
                token.revokedAt(),
                token.revokedBy() == null ? null : token.revokedBy().value());
    }

    String etag() {
        return ETags.of(id, revokedAt == null ? "" : "REVOKED");
    }

    @Override
    public String toString() {
        return "ApiTokenView[" + id + "]";
    }
}
