package org.sillok.terms;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.StateCode;

/** Reads clauses. What is not known is refused on entry, and forbids everything when it is already stored. */
public final class TermReader {
    private TermReader() {}

    /** Throws {@link TermException} for anything that is not a clause of this vocabulary; {@code path} is where it stands. */
    public static Term read(JsonValue json, String path) {
        Cursor term = new Cursor(json, path)
                .members(
                        Set.of("id", "effect", "actions", "recipients", "purposes", "scope"),
                        Set.of("places", "proceedings", "window", "conditions", "duties"));
        Map<Place, Selection<StateCode>> places = new EnumMap<>(Place.class);
        term.optional("places")
                .ifPresent(cursor -> cursor.each(
                        (at, name) -> at.code(Place.class, name),
                        (place, value) -> places.put(place, selection(value, TermReader::state))));
        List<Condition> conditions = term.list("conditions", TermReader::condition);
        Set<ConditionCode> codes = new HashSet<>();
        for (Condition condition : conditions) {
            if (!codes.add(condition.code())) {
                throw new TermException(path + "/conditions", condition.code() + " stands twice.");
            }
        }
        return new Term(
                term.get("id").parsed(ClauseId::new, "Letters, digits, dot, hyphen and low line, at most 40."),
                term.get("effect").code(Effect.class),
                term.get("actions").set(cursor -> cursor.code(Action.class)),
                selection(term.get("recipients"), TermReader::recipient),
                selection(term.get("purposes"), cursor -> cursor.code(Purpose.class)),
                places,
                term.optional("proceedings")
                        .map(cursor -> selection(cursor, one -> one.code(Proceeding.class)))
                        .orElse(Selection.any()),
                scope(term.get("scope")),
                term.optional("window").map(TermReader::window).orElse(Window.ALWAYS),
                conditions,
                new LinkedHashSet<>(term.list("duties", TermReader::duty)));
    }

    /**
     * Reads the clauses of one instrument, in their order. Throws {@link TermException} for anything that is not one, and
     * for a number that stands twice; {@code place} is where the array stands.
     */
    public static List<Term> readAll(JsonValue json, JsonPlace place) {
        List<Term> terms = new Cursor(json, place.pointer()).elements(clause -> read(clause.json(), clause.path()));
        Set<ClauseId> ids = new HashSet<>();
        for (int i = 0; i < terms.size(); i++) {
            if (!ids.add(terms.get(i).id())) {
                throw new TermException(place.element(i).member("id").pointer(), "The number of another clause.");
            }
        }
        return terms;
    }

    /** Reads what is stored. What is not a clause of this vocabulary becomes an {@link UnreadableClause} of that name. */
    public static Clause readStored(JsonValue json, ClauseId fallback) {
        try {
            return read(json, "");
        } catch (TermException e) {
            return new UnreadableClause(fallback);
        }
    }

    static Scope scope(Cursor cursor) {
        cursor.members(Set.of("parts", "lineage"), Set.of());
        return new Scope(
                cursor.get("parts").set(part -> part.code(Part.class)),
                cursor.get("lineage").code(Lineage.class));
    }

    static Window window(Cursor cursor) {
        cursor.members(Set.of(), Set.of("from", "until"));
        @Nullable Instant from = cursor.optional("from").map(Cursor::instant).orElse(null);
        @Nullable Instant until = cursor.optional("until").map(Cursor::instant).orElse(null);
        return cursor.checked(() -> new Window(from, until), "It ends before or when it begins.");
    }

    static Recipient recipient(Cursor cursor) {
        cursor.members(Set.of(), Set.of("party", "class"));
        JsonObject object = cursor.object();
        if (object.members().size() != 1) {
            throw new TermException(cursor.path(), "One of party and class.");
        }
        return object.members().containsKey("party")
                ? new Recipient.One(cursor.get("party").parsed(PartyId::new, "Not the id of a party."))
                : new Recipient.All(cursor.get("class").code(PartyClass.class));
    }

    static StateCode state(Cursor cursor) {
        return cursor.parsed(StateCode::new, "Not an ISO 3166-1 alpha-2 code in capital letters.");
    }

    private static <T> Selection<T> selection(Cursor cursor, Function<Cursor, T> read) {
        cursor.members(Set.of(), Set.of("all", "only", "except"));
        boolean all = cursor.optional("all").map(Cursor::bool).orElse(false);
        Set<T> only = cursor.optional("only").map(list -> list.set(read)).orElse(Set.of());
        Set<T> except = cursor.optional("except").map(list -> list.set(read)).orElse(Set.of());
        if (all == cursor.optional("only").isPresent()) {
            throw new TermException(cursor.path(), "Either \"all\": true, or those named under \"only\".");
        }
        return new Selection<>(all, only, except);
    }

    private static Condition condition(Cursor cursor) {
        ConditionCode code = cursor.get("code").code(ConditionCode.class);
        return new Condition(code, argument(cursor, code.shape()));
    }

    private static Duty duty(Cursor cursor) {
        DutyCode code = cursor.get("code").code(DutyCode.class);
        return new Duty(code, argument(cursor, code.shape()));
    }

    private static Argument argument(Cursor cursor, Shape shape) {
        String name = shape.member();
        cursor.members(name.isEmpty() ? Set.of("code") : Set.of("code", name), Set.of());
        return switch (shape) {
            case NOTHING -> Argument.Nothing.NOTHING;
            case RECIPIENTS -> new Argument.Recipients(cursor.get(name).some(TermReader::recipient));
            case PURPOSES -> new Argument.Purposes(cursor.get(name).some(one -> one.code(Purpose.class)));
            case STATES -> new Argument.States(cursor.get(name).some(TermReader::state));
            case INSTANT -> new Argument.At(cursor.get(name).instant());
            case COUNT ->
                cursor.get(name)
                        .checked(
                                () -> new Argument.Count(
                                        Math.toIntExact(cursor.get(name).number())),
                                "1 to " + Argument.Count.MAX + ".");
            case CASES ->
                new Argument.Cases(cursor.get(name)
                        .some(one -> one.parsed(CaseRef::new, "1 to " + CaseRef.MAX_LENGTH + " characters.")));
            case TEXT ->
                cursor.get(name).parsed(Argument.Text::new, "1 to " + Argument.Text.MAX_LENGTH + " characters.");
        };
    }
}
