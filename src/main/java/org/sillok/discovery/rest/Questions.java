package org.sillok.discovery.rest;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sillok.discovery.Question;
import org.sillok.discovery.core.Aim;
import org.sillok.discovery.core.Criteria;
import org.sillok.discovery.core.Days;
import org.sillok.discovery.core.SoughtWords;
import org.sillok.discovery.rest.DiscoveryBody.AimBody;
import org.sillok.evidence.core.ItemKind;
import org.sillok.kernel.Edtf;
import org.sillok.kernel.LanguageTag;
import org.sillok.kernel.StateCode;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.problem.Refusal;
import org.sillok.terms.CaseRef;
import org.sillok.terms.ConditionCode;
import org.sillok.terms.Place;
import org.sillok.terms.Proceeding;
import org.sillok.terms.Purpose;
import org.sillok.web.Fields;
import org.sillok.web.Query;

/** Reads the question of a search strictly: a part that was misread would find what was not asked for. */
final class Questions {
    private static final int TEXT = 200;
    private static final int MOST = 20;
    private static final String CODE = "Not a code of the vocabulary.";

    private Questions() {}

    static Question read(DiscoveryBody body) {
        Integer limit = body.limit();
        if (limit != null && (limit < 1 || limit > Query.MAX_LIMIT)) {
            throw invalid("/limit", "A number from 1 to " + Query.MAX_LIMIT + ".");
        }
        AimBody ask = body.ask();
        return new Question(
                criteria(body),
                ask == null ? null : aim(ask),
                body.cursor(),
                limit == null ? Query.DEFAULT_LIMIT : limit);
    }

    private static Criteria criteria(DiscoveryBody body) {
        String text = body.text();
        if (text != null) {
            sought("text", text);
        }
        Set<String> kinds = new HashSet<>();
        set("kinds", body.kinds(), kind -> ItemKind.valueOf(kind).name(), CODE).forEach(kinds::add);
        Set<LanguageTag> languages = new LinkedHashSet<>();
        List<String> tags = body.languages();
        if (tags != null) {
            Fields.list("languages", tags, 1, MOST);
            for (int i = 0; i < tags.size(); i++) {
                languages.add(Fields.language("languages/" + i, tags.get(i)));
            }
        }
        List<String> locations = body.locations();
        if (locations != null) {
            Fields.list("locations", locations, 1, MOST);
            for (int i = 0; i < locations.size(); i++) {
                sought("locations/" + i, locations.get(i));
            }
        }
        return new Criteria(text, kinds, days(body.dates()), locations == null ? List.of() : locations, languages);
    }

    private static void sought(String name, String text) {
        Fields.text(name, text, TEXT);
        int parts = SoughtWords.of(text).all().size();
        if (parts == 0 || parts > SoughtWords.MOST) {
            throw invalid("/" + name, "1 to " + SoughtWords.MOST + " words with letters or digits.");
        }
    }

    private static @Nullable Days days(DiscoveryBody.@Nullable Dates dates) {
        if (dates == null) {
            return null;
        }
        LocalDate first = dates.from() == null
                ? null
                : Fields.edtf("dates/from", dates.from()).earliest().orElse(null);
        Edtf until = dates.until() == null ? null : Fields.edtf("dates/until", dates.until());
        LocalDate last = until == null ? null : until.latest().orElse(null);
        if (first == null && last == null) {
            throw invalid("/dates", "At least one of from and until, with a beginning or an end.");
        }
        if (first != null && last != null && first.isAfter(last)) {
            throw invalid("/dates/until", "It ends before it begins.");
        }
        return new Days(first, last, false);
    }

    private static Aim aim(AimBody body) {
        Map<Place, Set<StateCode>> places = new EnumMap<>(Place.class);
        Map<String, List<String>> stated = body.places();
        if (stated != null) {
            stated.forEach((name, states) -> {
                String field = "ask/places/" + name.replace("~", "~0").replace("/", "~1");
                Place place = Fields.parsed(field, name, Place::valueOf, ProblemCode.INVALID_FIELD, CODE);
                // Everybody sits and keeps things somewhere: "none" would pass every condition on it.
                boolean always = place == Place.SEAT || place == Place.STORAGE;
                Fields.list(field, states, always ? 1 : 0, MOST);
                places.put(place, set(field, states, StateCode::assigned, "Not an ISO 3166-1 alpha-2 code."));
            });
        }
        String proceeding = body.proceeding();
        String caseRef = body.caseRef();
        Fields.list("ask/purposes", body.purposes(), 1, Purpose.values().length);
        return new Aim(
                set("ask/purposes", body.purposes(), Purpose::valueOf, CODE),
                proceeding == null
                        ? null
                        : Fields.parsed(
                                "ask/proceeding", proceeding, Proceeding::valueOf, ProblemCode.INVALID_FIELD, CODE),
                caseRef == null
                        ? null
                        : Fields.parsed(
                                "ask/case",
                                caseRef,
                                CaseRef::new,
                                ProblemCode.INVALID_FIELD,
                                "1 to " + CaseRef.MAX_LENGTH + " characters."),
                places,
                set("ask/undertakings", body.undertakings(), ConditionCode::valueOf, CODE));
    }

    private static <T> Set<T> set(
            String name, @Nullable List<String> values, Function<String, T> parse, String expected) {
        Set<T> set = new LinkedHashSet<>();
        if (values != null) {
            Fields.list(name, values, 0, ConditionCode.values().length);
            for (int i = 0; i < values.size(); i++) {
                set.add(Fields.parsed(name + "/" + i, values.get(i), parse, ProblemCode.INVALID_FIELD, expected));
            }
        }
        return set;
    }

    private static ProblemException invalid(String pointer, String detail) {
        return new ProblemException(Refusal.at(ProblemCode.INVALID_FIELD, pointer, detail));
    }
}
