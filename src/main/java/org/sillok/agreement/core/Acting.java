package org.sillok.agreement.core;

import org.sillok.kernel.PartyId;
import org.sillok.kernel.UserId;

/** Who acts: a user of a party, with those of its capacities that matter here. */
public record Acting(PartyId party, UserId user, boolean contributor, boolean investigator, boolean custodian) {
    /** Whether it may do anything with agreements at all. */
    public boolean mayAct() {
        return contributor || investigator || custodian;
    }
}
