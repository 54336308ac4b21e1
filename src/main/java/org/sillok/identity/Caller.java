package org.sillok.identity;

import java.util.EnumSet;
import java.util.Set;
import org.sillok.custody.Actor;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.UserId;

/**
 * Who acts, for which organisation, and in which roles: taken from a verified token, never from a request's body.
 *
 * @param program whether nobody says that a person sent the request; then it is never one of two people
 */
public record Caller(PartyId party, UserId user, Set<Role> roles, boolean program) {
    public Caller {
        roles = Set.copyOf(roles);
    }

    /** A person. */
    public Caller(PartyId party, UserId user, Set<Role> roles) {
        this(party, user, roles, false);
    }

    /** How custody statements name this caller. */
    public Actor actor() {
        return new Actor(party, user);
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }

    public boolean hasAny(Role first, Role... more) {
        return EnumSet.of(first, more).stream().anyMatch(roles::contains);
    }
}
