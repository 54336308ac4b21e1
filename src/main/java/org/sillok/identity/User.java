package org.sillok.identity;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.identity.core.UserStatus;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.UserId;

/** A person or program that acts for a party. The label is the custodian's note, not a legal name. */
public record User(
        UserId id, PartyId party, Set<Role> roles, @Nullable String label, UserStatus status, Instant createdAt) {
    public User {
        roles = Set.copyOf(roles);
    }
}
