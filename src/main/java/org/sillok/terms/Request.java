package org.sillok.terms;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.RequestId;
import org.sillok.kernel.StateCode;

/**
 * What somebody asks for.
 *
 * @param id the recorded request; null for a preview, to which no answer of a consultation belongs
 * @param caseRef the case it serves; null if none was stated
 * @param proceeding the kind of proceeding; null if not stated
 * @param places the states that matter; a place that is missing was not stated, an empty set says that there is none
 * @param undertakings what the recipient undertakes
 * @param encryptionKey whether the recipient has a key to which the release can be encrypted
 */
public record Request(
        @Nullable RequestId id,
        Profile profile,
        PartyId requester,
        PartyClass requesterClass,
        @Nullable CaseRef caseRef,
        Set<Action> actions,
        Set<Purpose> purposes,
        @Nullable Proceeding proceeding,
        Map<Place, Set<StateCode>> places,
        Set<Part> parts,
        Set<ConditionCode> undertakings,
        boolean encryptionKey) {
    /** Throws {@link IllegalArgumentException} for a request for nothing. */
    public Request {
        if (actions.isEmpty() || purposes.isEmpty() || parts.isEmpty()) {
            throw new IllegalArgumentException("at least one action, purpose and part");
        }
        actions = Set.copyOf(actions);
        purposes = Set.copyOf(purposes);
        places = Map.copyOf(places);
        parts = Set.copyOf(parts);
        undertakings = Set.copyOf(undertakings);
    }

    @Override
    public String toString() {
        return profile + " " + requester;
    }
}
