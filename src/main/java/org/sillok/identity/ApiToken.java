package org.sillok.identity;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.identity.core.ApiTokenAccess;
import org.sillok.kernel.ApiTokenId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.UserId;

/** What is known of an API token; not the token itself. */
public record ApiToken(
        ApiTokenId id,
        PartyId party,
        UserId user,
        Set<Role> roles,
        ApiTokenAccess access,
        String label,
        Instant createdAt,
        UserId createdBy,
        Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable UserId revokedBy) {
    public ApiToken {
        roles = Set.copyOf(roles);
    }

    @Override
    public String toString() {
        return "ApiToken[" + id + "]";
    }
}
