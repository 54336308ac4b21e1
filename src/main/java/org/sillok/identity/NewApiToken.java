package org.sillok.identity;

import java.util.Set;
import org.sillok.identity.core.ApiTokenAccess;
import org.sillok.identity.core.TokenLifetime;

/** Which program may do what, and for how long. */
public record NewApiToken(String user, Set<Role> roles, ApiTokenAccess access, String label, TokenLifetime lifetime) {
    public NewApiToken {
        roles = Set.copyOf(roles);
    }

    @Override
    public String toString() {
        return "NewApiToken[" + roles + ", " + access + "]";
    }
}
