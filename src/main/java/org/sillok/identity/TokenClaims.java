package org.sillok.identity;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a token whose signature, issuer, audience and times were verified says about its bearer. */
public record TokenClaims(
        String issuer, String subject, @Nullable String party, Set<Role> roles) {
    public TokenClaims {
        roles = Set.copyOf(roles);
    }
}
