package org.sillok.sharing.core;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.StateCode;
import org.sillok.terms.Action;
import org.sillok.terms.Part;
import org.sillok.terms.Place;
import org.sillok.terms.Proceeding;
import org.sillok.terms.Profile;
import org.sillok.terms.Purpose;
import org.sillok.terms.Request;

/** What the owner's own staff asks for when it looks: to keep what it has, where it is kept, for no proceeding. */
public final class OwnerRequest {
    private OwnerRequest() {}

    /** The request of {@code owner}; its seat is stated only if it is on record, so that what is not known may forbid. */
    public static Request of(PartyId owner, Standing standing, Set<Action> actions, Part part) {
        Map<Place, Set<StateCode>> places = new EnumMap<>(Place.class);
        StateCode seat = standing.seat();
        if (seat != null) {
            places.put(Place.SEAT, Set.of(seat));
        }
        // A look stores nothing elsewhere, hands nothing on and serves no proceeding.
        places.put(Place.STORAGE, Set.of());
        places.put(Place.PROCEEDING, Set.of());
        places.put(Place.ONWARD, Set.of());
        return new Request(
                null,
                Profile.OWNER,
                owner,
                standing.partyClass(),
                null,
                actions,
                Set.of(Purpose.PRESERVATION),
                Proceeding.NONE,
                places,
                Set.of(part),
                Set.of(),
                false);
    }
}
