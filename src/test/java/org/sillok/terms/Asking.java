package org.sillok.terms;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.StateCode;

/** A request with one thing said otherwise. */
final class Asking {
    private Asking() {}

    static Request actions(Request request, Set<Action> actions) {
        return who(request, request.profile(), request.requester(), actions, request.purposes());
    }

    static Request purposes(Request request, Set<Purpose> purposes) {
        return who(request, request.profile(), request.requester(), request.actions(), purposes);
    }

    static Request who(
            Request request, Profile profile, PartyId requester, Set<Action> actions, Set<Purpose> purposes) {
        return new Request(
                request.id(),
                profile,
                requester,
                request.requesterClass(),
                request.caseRef(),
                actions,
                purposes,
                request.proceeding(),
                request.places(),
                request.parts(),
                request.undertakings(),
                request.encryptionKey(),
                request.handedOnTo());
    }

    static Request caseAndProceeding(
            Request request, @Nullable CaseRef caseRef, @Nullable Proceeding proceeding, Set<Part> parts) {
        return new Request(
                request.id(),
                request.profile(),
                request.requester(),
                request.requesterClass(),
                caseRef,
                request.actions(),
                request.purposes(),
                proceeding,
                request.places(),
                parts,
                request.undertakings(),
                request.encryptionKey(),
                request.handedOnTo());
    }

    static Request undertaking(Request request, Set<ConditionCode> undertakings, boolean encryptionKey) {
        return new Request(
                request.id(),
                request.profile(),
                request.requester(),
                request.requesterClass(),
                request.caseRef(),
                request.actions(),
                request.purposes(),
                request.proceeding(),
                request.places(),
                request.parts(),
                undertakings,
                encryptionKey,
                request.handedOnTo());
    }

    static Request places(Request request, Map<Place, Set<StateCode>> places) {
        return new Request(
                request.id(),
                request.profile(),
                request.requester(),
                request.requesterClass(),
                request.caseRef(),
                request.actions(),
                request.purposes(),
                request.proceeding(),
                places,
                request.parts(),
                request.undertakings(),
                request.encryptionKey(),
                request.handedOnTo());
    }

    static Request handingOnTo(Request request, Set<Receiver> receivers) {
        return new Request(
                request.id(),
                request.profile(),
                request.requester(),
                request.requesterClass(),
                request.caseRef(),
                request.actions(),
                request.purposes(),
                request.proceeding(),
                request.places(),
                request.parts(),
                request.undertakings(),
                request.encryptionKey(),
                receivers);
    }

    /** With those states of a place; null if it is not stated. */
    static Request place(Request request, Place place, @Nullable Set<StateCode> states) {
        Map<Place, Set<StateCode>> places = new HashMap<>(request.places());
        places.remove(place);
        if (states != null) {
            places.put(place, states);
        }
        return places(request, places);
    }
}
