package org.sillok.identity;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a custodian says about a user when it is created. */
public record NewUser(Set<Role> roles, @Nullable String label) {
    public static final int MAX_LABEL_LENGTH = 200;

    public NewUser {
        roles = Set.copyOf(roles);
    }
}
