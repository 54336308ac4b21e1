package org.sillok.identity;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a token whose signature, issuer, audience and times were verified says about its bearer.
 *
 * @param authenticated whether it says when a person authenticated: tokens that a provider gave to a program do not
 */
public record TokenClaims(
        String issuer, String subject, @Nullable String party, Set<Role> roles, boolean authenticated) {
    public TokenClaims {
        roles = Set.copyOf(roles);
    }
}
