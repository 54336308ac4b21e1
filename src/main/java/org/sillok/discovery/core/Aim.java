package org.sillok.discovery.core;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.kernel.StateCode;
import org.sillok.terms.CaseRef;
import org.sillok.terms.ConditionCode;
import org.sillok.terms.Place;
import org.sillok.terms.Proceeding;
import org.sillok.terms.Purpose;

/**
 * What somebody searches for the sake of.
 *
 * @param places a place that is missing was not stated; an empty set says that there is none
 */
public record Aim(
        Set<Purpose> purposes,
        @Nullable Proceeding proceeding,
        @Nullable CaseRef caseRef,
        Map<Place, Set<StateCode>> places,
        Set<ConditionCode> undertakings) {
    public Aim {
        purposes = Set.copyOf(purposes);
        places = places.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Set.copyOf(entry.getValue())));
        undertakings = Set.copyOf(undertakings);
    }

    /** The same for the same aim. */
    public JsonObject toJson() {
        JsonObject.Builder states = JsonObject.builder();
        new TreeSet<>(places.keySet())
                .forEach(place -> states.put(
                        place.name(),
                        JsonArray.ofTexts(new TreeSet<>(places.getOrDefault(place, Set.of()))
                                .stream().map(StateCode::value).toList())));
        JsonObject.Builder json = JsonObject.builder()
                .put("purposes", names(purposes))
                .put("places", states.build())
                .put("undertakings", names(undertakings));
        if (proceeding != null) {
            json.put("proceeding", proceeding.name());
        }
        if (caseRef != null) {
            json.put("case", caseRef.value());
        }
        return json.build();
    }

    private static JsonArray names(Set<? extends Enum<?>> codes) {
        return JsonArray.ofTexts(
                List.copyOf(codes.stream().map(Enum::name).collect(Collectors.toCollection(TreeSet::new))));
    }
}
