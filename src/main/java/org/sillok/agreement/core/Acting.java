package org.sillok.agreement.core;

import java.util.HashSet;
import java.util.Set;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.UserId;

/**
 * Who acts: a user of a party, with those of its capacities that matter here.
 *
 * @param users that are this person, in whichever party
 */
public record Acting(PartyId party, Set<UserId> users, boolean contributor, boolean investigator, boolean custodian) {
    public Acting {
        users = Set.copyOf(users);
    }

    public Acting(PartyId party, UserId user, boolean contributor, boolean investigator, boolean custodian) {
        this(party, Set.of(user), contributor, investigator, custodian);
    }

    /** The same, known to be these users as well. */
    public Acting alsoAs(Set<UserId> others) {
        Set<UserId> all = new HashSet<>(users);
        all.addAll(others);
        return new Acting(party, all, contributor, investigator, custodian);
    }

    /** Whether it may do anything with agreements at all. */
    public boolean mayAct() {
        return contributor || investigator || custodian;
    }
}
