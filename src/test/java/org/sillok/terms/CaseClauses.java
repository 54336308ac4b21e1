package org.sillok.terms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sillok.kernel.RequestId;
import org.sillok.kernel.StateCode;

/** Clauses and answers as the case files say them. What a clause does not say is as in the pattern of a clause. */
record CaseClauses(CaseNames names, JsonNode pattern) {
    static final String THIS_REQUEST = "this request";

    List<Clause> clauses(CaseBlock block) {
        List<Clause> clauses = new ArrayList<>();
        clauses.addAll(block.blocks("permits", (id, one) -> term(id, Effect.PERMIT, one))
                .values());
        clauses.addAll(block.blocks("forbids", (id, one) -> term(id, Effect.PROHIBIT, one))
                .values());
        block.texts("unreadable").forEach(id -> clauses.add(new UnreadableClause(new ClauseId(id))));
        return clauses;
    }

    List<Answer> answers(CaseBlock block) {
        return List.copyOf(block.blocks("answers", this::answer).values());
    }

    private Answer answer(String id, CaseBlock block) {
        RequestId request = CaseNames.request(block.text("to"));
        Effect effect = block.has("permits") ? Effect.PERMIT : Effect.PROHIBIT;
        JsonNode said = block.take(effect == Effect.PERMIT ? "permits" : "forbids");
        return new Answer(request, CaseBlock.read("answer " + id, full(said), one -> filled(id, effect, one)));
    }

    private Term term(String id, Effect effect, CaseBlock block) {
        ObjectNode said = JsonNodeFactory.instance.objectNode();
        block.keys().forEach(key -> said.set(key, block.take(key)));
        return CaseBlock.read("clause " + id, full(said), one -> filled(id, effect, one));
    }

    private JsonNode full(JsonNode said) {
        return CaseMerge.onto(pattern, said);
    }

    private Term filled(String id, Effect effect, CaseBlock block) {
        return new Term(
                new ClauseId(id),
                effect,
                block.codes(Action.class, "actions"),
                selection(block, "to", "not to", name -> names.recipient(block, name)),
                selection(block, "for", "not for", name -> block.codeOf(Purpose.class, name)),
                places(block),
                selection(block, "in proceedings", "not in proceedings", name -> block.codeOf(Proceeding.class, name)),
                scope(block),
                block.window(),
                conditions(block),
                duties(block));
    }

    static Scope scope(CaseBlock block) {
        return new Scope(block.codes(Part.class, "parts"), block.code(Lineage.class, "of"));
    }

    private static <T> Selection<T> selection(CaseBlock block, String only, String except, Function<String, T> value) {
        boolean any = block.isAny(only);
        Set<T> named = any ? Set.of() : block.texts(only).stream().map(value).collect(Collectors.toSet());
        Set<T> not = block.texts(except).stream().map(value).collect(Collectors.toSet());
        return new Selection<>(any, named, not);
    }

    private Map<Place, Selection<StateCode>> places(CaseBlock block) {
        Map<Place, Selection<StateCode>> places = new EnumMap<>(Place.class);
        CaseRequest.PLACES.forEach((words, place) -> {
            if (block.has(words)) {
                places.put(place, Selection.only(names.states(block, words)));
            }
            if (block.has("not " + words)) {
                places.put(place, Selection.anyExcept(names.states(block, "not " + words)));
            }
        });
        return places;
    }

    private List<Condition> conditions(CaseBlock block) {
        List<Condition> conditions = new ArrayList<>();
        for (JsonNode one : block.list("if")) {
            ConditionCode code = block.codeOf(ConditionCode.class, name(block, one));
            conditions.add(new Condition(code, argument(code.shape(), code.name(), one)));
        }
        return conditions;
    }

    private Set<Duty> duties(CaseBlock block) {
        Set<Duty> duties = new HashSet<>();
        for (JsonNode one : block.list("duties")) {
            DutyCode code = block.codeOf(DutyCode.class, name(block, one));
            duties.add(new Duty(code, argument(code.shape(), code.name(), one)));
        }
        return duties;
    }

    /** A code stands alone, or before what it says besides: {@code MAX_DISCLOSURES: 2}. */
    static String name(CaseBlock block, JsonNode one) {
        if (one.isTextual()) {
            return one.textValue();
        }
        if (one.isObject() && one.size() == 1) {
            return one.fieldNames().next();
        }
        throw block.refuse("a code, or one code with what it says");
    }

    Argument argument(Shape shape, String code, JsonNode one) {
        if (shape == Shape.NOTHING && one.isTextual()) {
            return Argument.Nothing.NOTHING;
        }
        return CaseBlock.read(code, one, block -> switch (shape) {
            case NOTHING -> throw block.refuse("says nothing besides its code");
            case RECIPIENTS ->
                new Argument.Recipients(block.texts(code).stream()
                        .map(name -> names.recipient(block, name))
                        .collect(Collectors.toSet()));
            case PURPOSES -> new Argument.Purposes(block.codes(Purpose.class, code));
            case STATES -> new Argument.States(names.states(block, code));
            case INSTANT -> new Argument.At(block.instant(code));
            case COUNT -> new Argument.Count(block.number(code));
            case CASES ->
                new Argument.Cases(block.texts(code).stream().map(CaseRef::new).collect(Collectors.toSet()));
            case TEXT -> new Argument.Text(block.text(code));
        });
    }
}
