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
 * @param handedOnTo everybody to whom the requester will hand it on; if it asks to hand on and this is empty, they were
 *     not stated
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
        boolean encryptionKey,
        Set<Receiver> handedOnTo) {
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
        handedOnTo = Set.copyOf(handedOnTo);
    }

    /** A request that names nobody to whom it will be handed on. */
    public Request(
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
        this(
                id,
                profile,
                requester,
                requesterClass,
                caseRef,
                actions,
                purposes,
                proceeding,
                places,
                parts,
                undertakings,
                encryptionKey,
                Set.of());
    }

    /** Whether everybody is named who will have it in the end. */
    boolean namesEveryReceiver() {
        return !actions.contains(Action.ONWARD_TRANSFER) || !handedOnTo.isEmpty();
    }

    @Override
    public String toString() {
        return profile + " " + requester;
    }
}
