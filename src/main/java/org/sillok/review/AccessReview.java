package org.sillok.review;

import java.util.List;
import org.sillok.kernel.PartyId;
import org.sillok.review.core.PersonAccess;

/**
 * What the people of an organisation did in a time.
 *
 * @param statements how many statements that is
 * @param unreadable how many of them say nothing any more, or are damaged
 */
public record AccessReview(PartyId party, Period period, long statements, long unreadable, List<PersonAccess> people) {
    public AccessReview {
        people = List.copyOf(people);
    }
}
