package org.sillok.sharing.core;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.StateCode;
import org.sillok.terms.Action;
import org.sillok.terms.CaseRef;
import org.sillok.terms.ConditionCode;
import org.sillok.terms.Part;
import org.sillok.terms.Place;
import org.sillok.terms.Proceeding;
import org.sillok.terms.Purpose;
import org.sillok.terms.Request;

/**
 * What somebody might ask for, of whom it is not said yet who asks.
 *
 * @param purposes sets of purposes; each makes a request of its own
 * @param places states that were given; the seat of a requester is taken from the record unless it is among them
 * @param handedOnTo everybody to whom the requester would hand it on
 */
public record Ask(
        Set<Action> actions,
        List<Set<Purpose>> purposes,
        Set<Part> parts,
        @Nullable Proceeding proceeding,
        @Nullable CaseRef caseRef,
        Map<Place, Set<StateCode>> places,
        Set<ConditionCode> undertakings,
        Set<PartyId> handedOnTo) {
    /** What a counterparty does first: learn of it, look at it, receive it. */
    static final Set<Action> USUAL_ACTIONS = Set.of(Action.DISCOVER, Action.INSPECT, Action.DISCLOSE);

    /** What counterparties ask for most; each is decided alone, because who permits one need not permit another. */
    static final List<Set<Purpose>> USUAL_PURPOSES = List.of(
            Set.of(Purpose.CRIMINAL_INVESTIGATION),
            Set.of(Purpose.CRIMINAL_PROSECUTION),
            Set.of(Purpose.UN_FACT_FINDING),
            Set.of(Purpose.CIVIL_CLAIM),
            Set.of(Purpose.TRUTH_AND_REPARATION),
            Set.of(Purpose.PUBLIC_REPORT),
            Set.of(Purpose.RESEARCH));

    /** More do not receive one release. */
    static final int MOST_RECEIVERS = 100;

    static final Set<String> MEMBERS =
            Set.of("actions", "purposes", "parts", "proceeding", "case", "places", "undertakings", "handedOnTo");

    public Ask {
        actions = Set.copyOf(actions);
        purposes = purposes.stream().map(Set::copyOf).toList();
        parts = Set.copyOf(parts);
        places = Map.copyOf(places);
        undertakings = Set.copyOf(undertakings);
        handedOnTo = Set.copyOf(handedOnTo);
    }

    /** Reads the members of an ask; what is left out takes the value that the documentation names. */
    static Ask read(Body body) {
        Map<Place, Set<StateCode>> places = new EnumMap<>(Place.class);
        body.find("places")
                .ifPresent(map -> map.each((name, states) -> {
                    Place place = states.code(Place.class, name);
                    // Everybody sits and keeps things somewhere: "none" would pass every condition on it.
                    boolean always = place == Place.SEAT || place == Place.STORAGE;
                    places.put(place, always ? states.some(Ask::state) : states.set(Ask::state));
                }));
        return new Ask(
                body.find("actions")
                        .map(list -> list.some(one -> one.code(Action.class)))
                        .orElse(USUAL_ACTIONS),
                body.find("purposes")
                        .map(list -> List.of(list.some(one -> one.code(Purpose.class))))
                        .orElse(USUAL_PURPOSES),
                body.find("parts")
                        .map(list -> list.some(one -> one.code(Part.class)))
                        .orElse(Set.of(Part.values())),
                body.find("proceeding").map(one -> one.code(Proceeding.class)).orElse(null),
                body.find("case")
                        .map(one -> one.parsed(CaseRef::new, "1 to " + CaseRef.MAX_LENGTH + " characters."))
                        .orElse(null),
                places,
                body.find("undertakings")
                        .map(list -> list.set(one -> one.code(ConditionCode.class)))
                        .orElse(Set.of(ConditionCode.values())),
                body.find("handedOnTo").map(Ask::receivers).orElse(Set.of()));
    }

    private static Set<PartyId> receivers(Body list) {
        Set<PartyId> receivers = list.set(one -> one.parsed(PartyId::new, "Not the id of a party."));
        if (receivers.size() > MOST_RECEIVERS) {
            throw list.fault(list.pointer(), "At most " + MOST_RECEIVERS + ".");
        }
        return receivers;
    }

    private static StateCode state(Body body) {
        return body.parsed(StateCode::new, "Not an ISO 3166-1 alpha-2 code in capital letters.");
    }

    /**
     * The request of one requester for some of the purposes, as a recorded one would be.
     *
     * @param standings of those to whom it would be handed on
     */
    public Request request(
            PartyId requester, Standing standing, Set<Purpose> forPurposes, Map<PartyId, Standing> standings) {
        return new ReleaseAsk(
                        null,
                        requester,
                        caseRef,
                        actions,
                        forPurposes,
                        proceeding,
                        places,
                        parts,
                        undertakings,
                        handedOnTo)
                .request(standing, standings);
    }

    /** All states that are named. */
    public Set<StateCode> states() {
        return places.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    }
}
