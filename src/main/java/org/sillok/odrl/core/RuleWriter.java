package org.sillok.odrl.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonString;
import org.sillok.json.JsonValue;
import org.sillok.kernel.RequestId;
import org.sillok.kernel.StateCode;
import org.sillok.terms.Argument;
import org.sillok.terms.Condition;
import org.sillok.terms.Duty;
import org.sillok.terms.DutyCode;
import org.sillok.terms.Place;
import org.sillok.terms.Selection;
import org.sillok.terms.Shape;
import org.sillok.terms.Term;

/** Clauses as rules of one kind, permissions or prohibitions, in the order in which they come. */
final class RuleWriter {
    private final String policy;
    private final List<JsonValue> rules = new ArrayList<>();

    RuleWriter(String policy) {
        this.policy = policy;
    }

    /** What a rule is called, before the name of its clause: in an answer its number belongs to the name, because answers may bear the same one. */
    static String prefix(String policy, int position, boolean answer) {
        return policy + "#" + (answer ? "answer-" + position + "-" : "clause-");
    }

    /**
     * Adds a clause.
     *
     * @param position its number among all rules, from 1: arrays of JSON-LD have no order
     * @param path where it stands in the terms
     * @param request for an answer: the only request for which it counts
     */
    void add(Term term, int position, String path, @Nullable RequestId request) {
        if (term.actions().isEmpty()) {
            throw new OdrlException(path + "/actions", "A rule of ODRL has at least one action.");
        }
        if (!term.permits() && !term.duties().isEmpty()) {
            throw new OdrlException(path + "/duties", "A prohibition of ODRL has no duties.");
        }
        JsonObject.Builder rule = JsonObject.builder()
                .put("uid", prefix(policy, position, request != null) + term.id())
                .put("position", position);
        if (request != null) {
            rule.put("request", Iris.id(request.value()));
        }
        rule.put(
                        "action",
                        sorted(term.actions().stream()
                                .<JsonValue>map(action -> new JsonString(Iris.of(action)))
                                .toList()))
                .put("constraint", new JsonArray(constraints(term, path)));
        if (!term.duties().isEmpty()) {
            rule.put("duty", sorted(term.duties().stream().map(RuleWriter::duty).toList()));
        }
        rules.add(rule.build());
    }

    void putInto(JsonObject.Builder document, String name) {
        if (!rules.isEmpty()) {
            document.put(name, new JsonArray(rules));
        }
    }

    private static List<JsonValue> constraints(Term term, String path) {
        List<JsonValue> constraints = new ArrayList<>();
        selection(constraints, Operand.RECIPIENT, Values.RECIPIENT, term.recipients(), path + "/recipients");
        selection(constraints, Operand.PURPOSE, Values.PURPOSE, term.purposes(), path + "/purposes");
        for (Place place : Place.values()) {
            Selection<StateCode> states = term.places().getOrDefault(place, Selection.any());
            selection(constraints, Operand.of(place), Values.STATE, states, path + "/places/" + place);
        }
        selection(constraints, Operand.PROCEEDING, Values.PROCEEDING, term.proceedings(), path + "/proceedings");
        set(
                constraints,
                Operand.PART,
                Operator.IS_ANY_OF,
                Values.PART.all(term.scope().parts()),
                path + "/scope/parts");
        constraints.add(constraint(
                Operand.LINEAGE,
                Operator.EQ,
                Values.LINEAGE.write().apply(term.scope().lineage())));
        time(constraints, Operator.GTEQ, term.window().from());
        time(constraints, Operator.LT, term.window().until());
        for (Condition condition : term.conditions()) {
            Operand operand = Operand.of(condition.code());
            constraints.add(argument(operand, operand.operator(), condition.argument()));
        }
        return constraints;
    }

    private static <T> void selection(
            List<JsonValue> constraints, Operand operand, Values<T> values, Selection<T> selection, String path) {
        if (!selection.all()) {
            set(constraints, operand, Operator.IS_ANY_OF, values.all(selection.only()), path);
        }
        if (!selection.except().isEmpty()) {
            set(constraints, operand, Operator.IS_NONE_OF, values.all(selection.except()), path);
        }
    }

    private static void set(
            List<JsonValue> constraints, Operand operand, Operator operator, Set<JsonValue> values, String path) {
        if (values.isEmpty()) {
            throw new OdrlException(path, "It names nothing, and a set of ODRL has at least one member.");
        }
        constraints.add(constraint(operand, operator, sorted(values)));
    }

    private static void time(List<JsonValue> constraints, Operator operator, @Nullable Instant instant) {
        if (instant != null) {
            constraints.add(
                    constraint(Operand.TIME, operator, Values.INSTANT.write().apply(instant)));
        }
    }

    private static JsonValue argument(Operand operand, Operator operator, Argument argument) {
        Set<JsonValue> values = Values.write(argument);
        return constraint(
                operand,
                operator,
                operator.takesSet() ? sorted(values) : values.iterator().next());
    }

    private static JsonValue constraint(Operand operand, Operator operator, JsonValue right) {
        return JsonObject.builder()
                .put("leftOperand", operand.name())
                .put("operator", operator.term())
                .put("rightOperand", right)
                .build();
    }

    /** When a duty has to be done: kept until just before an instant, given back by one. */
    static Operator operator(DutyCode code) {
        return code == DutyCode.RETAIN_UNTIL ? Operator.LT : Operator.LTEQ;
    }

    private static JsonValue duty(Duty duty) {
        JsonObject.Builder node = JsonObject.builder().put("action", Iris.of(duty.code()));
        if (duty.code().shape() != Shape.NOTHING) {
            node.put("constraint", JsonArray.of(argument(Operand.TIME, operator(duty.code()), duty.argument())));
        }
        return node.build();
    }

    /** In the order of their texts: sets have none of their own. */
    private static JsonArray sorted(Collection<JsonValue> values) {
        return new JsonArray(
                values.stream().sorted(Comparator.comparing(CompactJson::text)).toList());
    }
}
