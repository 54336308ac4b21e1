package org.sillok.sharing.core;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.RequestId;
import org.sillok.kernel.StateCode;
import org.sillok.terms.Action;
import org.sillok.terms.CaseRef;
import org.sillok.terms.ConditionCode;
import org.sillok.terms.Part;
import org.sillok.terms.Place;
import org.sillok.terms.Proceeding;
import org.sillok.terms.Profile;
import org.sillok.terms.Purpose;
import org.sillok.terms.Receiver;
import org.sillok.terms.Request;

/**
 * What a recipient asks for, without what is on record of the recipient itself: its class, its seat unless stated, and
 * whether a release can be encrypted to it are taken from the record when it is decided.
 *
 * @param id the recorded request; null if none is recorded, to which no answer of a consultation belongs
 * @param places a place that is missing was not stated; an empty set says that there is none
 * @param handedOnTo everybody to whom the requester will hand it on
 */
public record ReleaseAsk(
        @Nullable RequestId id,
        PartyId requester,
        @Nullable CaseRef caseRef,
        Set<Action> actions,
        Set<Purpose> purposes,
        @Nullable Proceeding proceeding,
        Map<Place, Set<StateCode>> places,
        Set<Part> parts,
        Set<ConditionCode> undertakings,
        Set<PartyId> handedOnTo) {
    public ReleaseAsk {
        actions = Set.copyOf(actions);
        purposes = Set.copyOf(purposes);
        places = places.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Set.copyOf(entry.getValue())));
        parts = Set.copyOf(parts);
        undertakings = Set.copyOf(undertakings);
        handedOnTo = Set.copyOf(handedOnTo);
    }

    /** Everybody who is to have it, first or in the end. */
    public Set<PartyId> recipients() {
        Set<PartyId> recipients = new HashSet<>(handedOnTo);
        recipients.add(requester);
        return recipients;
    }

    /** All states that are stated. */
    public Set<StateCode> states() {
        return places.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    }

    /** The question's request; a receiver that is not on record is of no class that anybody permits by name. */
    public Request request(Map<PartyId, Standing> standings) {
        return request(standings.getOrDefault(requester, Standing.UNKNOWN), standings);
    }

    /** The same, of a requester of whom {@code standing} is taken to be on record. */
    Request request(Standing standing, Map<PartyId, Standing> standings) {
        Map<Place, Set<StateCode>> all = new EnumMap<>(Place.class);
        Stream.ofNullable(standing.seat()).forEach(seat -> all.put(Place.SEAT, Set.of(seat)));
        all.putAll(places);
        return new Request(
                id,
                Profile.RECIPIENT,
                requester,
                standing.partyClass(),
                caseRef,
                actions,
                purposes,
                proceeding,
                all,
                parts,
                undertakings,
                standing.encryptionKey(),
                handedOnTo.stream()
                        .map(party -> new Receiver(
                                party,
                                standings.getOrDefault(party, Standing.UNKNOWN).partyClass()))
                        .collect(Collectors.toSet()));
    }
}
