package org.sillok.request.core;

import java.util.List;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.UserId;

/** Who has approved the same thing. */
public record Approvers(List<Approver> people) {
    /** One person, and the organisation with whose key that person signed. */
    public record Approver(UserId user, PartyId party) {}

    public Approvers {
        people = List.copyOf(people);
    }

    /** Two different people, one of them of the holder. */
    public boolean suffice(PartyId holder) {
        return people.stream().map(Approver::user).distinct().count() >= 2
                && people.stream().anyMatch(one -> one.party().equals(holder));
    }
}
