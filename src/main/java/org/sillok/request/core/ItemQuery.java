package org.sillok.request.core;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.kernel.Edtf;
import org.sillok.kernel.LanguageTag;
import org.sillok.kernel.Multilingual;

/**
 * What a request seeks among what others deposited, in the words of a search; for the sake of what is said by the request
 * itself. All of it has to hold. Confidential: its text form says nothing.
 *
 * @param text words and names that title or description have
 * @param kinds one of these kinds of items; empty for any
 * @param from a date: days from its first on; null if there is no such bound
 * @param until a date: days until its last; null if there is no such bound
 * @param locations one of these places; empty for any
 * @param languages one of these, or narrower; empty for any
 */
public record ItemQuery(
        @Nullable String text,
        Set<String> kinds,
        @Nullable Edtf from,
        @Nullable Edtf until,
        Set<String> locations,
        Set<LanguageTag> languages) {
    private static final int TEXT = 200;
    private static final int MOST = 20;

    public ItemQuery {
        kinds = Set.copyOf(kinds);
        locations = Set.copyOf(locations);
        languages = Set.copyOf(languages);
    }

    /** Reads one strictly. Throws {@link RequestFault}. */
    static ItemQuery read(Asked query) {
        query.members(Set.of("text", "kinds", "dates", "locations", "languages"));
        Asked dates = query.find("dates")
                .map(one -> one.members(Set.of("from", "until")))
                .orElse(null);
        ItemQuery read = new ItemQuery(
                query.find("text").map(ItemQuery::words).orElse(null),
                query.find("kinds").map(list -> list.set(0, MOST, Asked::text)).orElse(Set.of()),
                dates == null ? null : dates.find("from").map(ItemQuery::date).orElse(null),
                dates == null ? null : dates.find("until").map(ItemQuery::date).orElse(null),
                query.find("locations")
                        .map(list -> list.set(1, MOST, ItemQuery::words))
                        .orElse(Set.of()),
                query.find("languages")
                        .map(list -> list.set(
                                1,
                                MOST,
                                one -> one.parsed(
                                        LanguageTag::parse,
                                        "Not a language tag (BCP 47) of a known language and region.")))
                        .orElse(Set.of()));
        if (dates != null) {
            read.checkDates(dates);
        }
        return read;
    }

    private static String words(Asked one) {
        return one.parsed(
                text -> Multilingual.checkText(text, TEXT),
                "1 to " + TEXT + " characters, not blank, without control characters.");
    }

    private static Edtf date(Asked one) {
        return one.parsed(Edtf::parse, "Not a date that EDTF knows.");
    }

    private void checkDates(Asked dates) {
        LocalDate first = first();
        LocalDate last = last();
        if (first == null && last == null) {
            throw dates.fault("At least one of from and until, with a beginning or an end.");
        }
        if (first != null && last != null && first.isAfter(last)) {
            throw dates.fault("It ends before it begins.");
        }
    }

    /** The first day that is sought; null if there is no such bound. */
    public @Nullable LocalDate first() {
        return from == null ? null : from.earliest().orElse(null);
    }

    /** The last day that is sought; null if there is no such bound. */
    public @Nullable LocalDate last() {
        return until == null ? null : until.latest().orElse(null);
    }

    /** The same for the same query; what {@link #read} takes. */
    JsonObject toJson() {
        JsonObject.Builder json = JsonObject.builder();
        if (text != null) {
            json.put("text", text);
        }
        put(json, "kinds", kinds);
        if (from != null || until != null) {
            JsonObject.Builder dates = JsonObject.builder();
            if (from != null) {
                dates.put("from", from.toString());
            }
            if (until != null) {
                dates.put("until", until.toString());
            }
            json.put("dates", dates.build());
        }
        put(json, "locations", locations);
        put(
                json,
                "languages",
                new TreeSet<>(languages.stream().map(LanguageTag::value).toList()));
        return json.build();
    }

    private static void put(JsonObject.Builder json, String name, Set<String> values) {
        if (!values.isEmpty()) {
            json.put(name, JsonArray.ofTexts(List.copyOf(new TreeSet<>(values))));
        }
    }

    @Override
    public String toString() {
        return "ItemQuery";
    }
}
