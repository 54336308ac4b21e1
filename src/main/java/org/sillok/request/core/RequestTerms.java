package org.sillok.request.core;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sillok.json.CanonicalJson;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.Multilingual;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.StateCode;
import org.sillok.kernel.Timestamps;
import org.sillok.terms.Action;
import org.sillok.terms.CaseRef;
import org.sillok.terms.ConditionCode;
import org.sillok.terms.MaterialRef;
import org.sillok.terms.Part;
import org.sillok.terms.Place;
import org.sillok.terms.Proceeding;
import org.sillok.terms.Purpose;

/**
 * What one revision of a request asks for, without the list of items.
 *
 * @param places a place that is missing was not stated; an empty set says that there is none
 * @param handedOnTo everybody to whom the requester will hand it on
 * @param legalBasis the document that shows the mandate; an item of the requester's own organisation
 * @param until how long it is asked for
 * @param replyBy after this nobody is waited for
 * @param statement in the requester's own words, why
 * @param query what was sought to find the items, or some of them; null if all were named
 */
public record RequestTerms(
        Set<Purpose> purposes,
        @Nullable Proceeding proceeding,
        @Nullable CaseRef caseRef,
        Map<Place, Set<StateCode>> places,
        Set<Action> actions,
        Set<Part> parts,
        Set<ConditionCode> undertakings,
        Set<PartyId> handedOnTo,
        MaterialRef legalBasis,
        Instant until,
        Instant replyBy,
        String statement,
        @Nullable ItemQuery query) {
    /** The most characters of the statement. */
    public static final int STATEMENT = 10_000;

    static final Set<String> MEMBERS = Set.of(
            "purposes",
            "proceeding",
            "case",
            "places",
            "actions",
            "parts",
            "undertakings",
            "handedOnTo",
            "legalBasis",
            "until",
            "replyBy",
            "statement",
            "query");

    private static final int MOST = 100;

    public RequestTerms {
        purposes = Set.copyOf(purposes);
        places = Map.copyOf(places);
        actions = Set.copyOf(actions);
        parts = Set.copyOf(parts);
        undertakings = Set.copyOf(undertakings);
        handedOnTo = Set.copyOf(handedOnTo);
        Multilingual.checkText(statement, STATEMENT);
    }

    static RequestTerms read(Asked body) {
        Map<Place, Set<StateCode>> places = new EnumMap<>(Place.class);
        body.find("places")
                .ifPresent(map -> map.each((name, states) -> {
                    Place place = states.code(Place.class, name);
                    // Everybody sits and keeps things somewhere: "none" would pass every condition on it.
                    int least = place == Place.SEAT || place == Place.STORAGE ? 1 : 0;
                    places.put(
                            place,
                            states.set(
                                    least,
                                    MOST,
                                    one -> one.parsed(
                                            StateCode::new, "Not an ISO 3166-1 alpha-2 code in capital letters.")));
                }));
        return new RequestTerms(
                body.get("purposes").set(1, MOST, one -> one.code(Purpose.class)),
                body.find("proceeding").map(one -> one.code(Proceeding.class)).orElse(null),
                body.find("case")
                        .map(one -> one.parsed(CaseRef::new, "1 to " + CaseRef.MAX_LENGTH + " characters."))
                        .orElse(null),
                places,
                body.get("actions").set(1, MOST, one -> one.code(Action.class)),
                body.get("parts").set(1, MOST, one -> one.code(Part.class)),
                body.find("undertakings")
                        .map(list -> list.set(0, MOST, one -> one.code(ConditionCode.class)))
                        .orElse(Set.of()),
                body.find("handedOnTo")
                        .map(list -> list.set(0, MOST, one -> one.parsed(PartyId::new, "Not the id of a party.")))
                        .orElse(Set.of()),
                version(body.get("legalBasis").members(Set.of("item", "version"))),
                instant(body.get("until")),
                instant(body.get("replyBy")),
                body.get("statement")
                        .parsed(
                                text -> Multilingual.checkText(text, STATEMENT),
                                "1 to " + STATEMENT + " characters, not blank, without control characters."),
                body.find("query").map(ItemQuery::read).orElse(null));
    }

    static MaterialRef version(Asked body) {
        ItemId item = body.get("item").parsed(ItemId::new, "Not the id of an item.");
        return new MaterialRef(item, body.get("version").positive());
    }

    private static Instant instant(Asked body) {
        return body.parsed(Timestamps::parse, "Not a time of the form 2026-01-31T12:00:00.000Z.");
    }

    /** Reads what {@link #toJson} wrote. */
    public static RequestTerms ofBytes(Bytes bytes) {
        return read(Asked.of(bytes.toArray()).members(MEMBERS));
    }

    /** The canonical form (RFC 8785), which is sealed and digested. */
    public Bytes toBytes() {
        return Bytes.of(CanonicalJson.write(toJson()));
    }

    /** The same as JSON. */
    public JsonObject toJson() {
        JsonObject.Builder json = JsonObject.builder()
                .put("purposes", sorted(purposes, Purpose::name))
                .put("actions", sorted(actions, Action::name))
                .put("parts", sorted(parts, Part::name))
                .put("undertakings", sorted(undertakings, ConditionCode::name))
                .put("handedOnTo", sorted(handedOnTo, PartyId::value))
                .put(
                        "legalBasis",
                        JsonObject.builder()
                                .put("item", legalBasis.item().value())
                                .put("version", legalBasis.version())
                                .build())
                .put("until", Timestamps.format(until))
                .put("replyBy", Timestamps.format(replyBy))
                .put("statement", statement);
        JsonObject.Builder map = JsonObject.builder();
        places.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> map.put(entry.getKey().name(), sorted(entry.getValue(), StateCode::value)));
        json.put("places", map.build());
        if (proceeding != null) {
            json.put("proceeding", proceeding.name());
        }
        if (caseRef != null) {
            json.put("case", caseRef.value());
        }
        if (query != null) {
            json.put("query", query.toJson());
        }
        return json.build();
    }

    private static <T> JsonArray sorted(Collection<T> values, Function<T, String> text) {
        List<String> texts = values.stream().map(text).sorted().toList();
        return JsonArray.ofTexts(texts);
    }

    /** Confidential: says nothing of it. */
    @Override
    public String toString() {
        return "RequestTerms";
    }
}
