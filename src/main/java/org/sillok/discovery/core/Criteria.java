package org.sillok.discovery.core;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.kernel.LanguageTag;

/**
 * What is looked for; all of it has to hold. Confidential: its text form says nothing.
 *
 * @param text words and names that title or description have
 * @param kinds one of these; empty for any
 * @param dates days among which the date may be
 * @param locations one of these places; empty for any
 * @param languages one of these, or narrower; empty for any
 */
public record Criteria(
        @Nullable String text,
        Set<String> kinds,
        @Nullable Days dates,
        List<String> locations,
        Set<LanguageTag> languages) {
    public Criteria {
        kinds = Set.copyOf(kinds);
        locations = List.copyOf(locations);
        languages = Set.copyOf(languages);
    }

    /** Whether it asks for anything that only somebody who may read what is said about an item may learn. */
    public boolean needsReading() {
        return text != null
                || !locations.isEmpty()
                || !languages.isEmpty()
                || (dates != null && !dates.isOfWholeYears());
    }

    /** The same for the same question: what digests and cursors are bound to. */
    public JsonObject toJson() {
        JsonObject.Builder json = JsonObject.builder()
                .put("kinds", JsonArray.ofTexts(List.copyOf(new TreeSet<>(kinds))))
                .put("locations", JsonArray.ofTexts(locations))
                .put(
                        "languages",
                        JsonArray.ofTexts(languages.stream()
                                .sorted()
                                .map(LanguageTag::value)
                                .toList()));
        if (text != null) {
            json.put("text", text);
        }
        if (dates != null) {
            json.put("first", String.valueOf(dates.first())).put("last", String.valueOf(dates.last()));
        }
        return json.build();
    }

    @Override
    public String toString() {
        return "Criteria";
    }
}
