package org.sillok.odrl.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.RequestId;
import org.sillok.kernel.StateCode;
import org.sillok.terms.Action;
import org.sillok.terms.Argument;
import org.sillok.terms.ClauseId;
import org.sillok.terms.Condition;
import org.sillok.terms.ConditionCode;
import org.sillok.terms.Duty;
import org.sillok.terms.DutyCode;
import org.sillok.terms.Effect;
import org.sillok.terms.Place;
import org.sillok.terms.Scope;
import org.sillok.terms.Selection;
import org.sillok.terms.Shape;
import org.sillok.terms.Term;
import org.sillok.terms.Window;

/** One rule of a document. */
final class RuleReader {
    private final Cursor rule;
    private final boolean permits;
    private final int position;
    private final @Nullable RequestId request;
    private final Term term;

    RuleReader(Cursor rule, String policy, boolean permits) {
        this.rule = rule.members(
                Set.of("uid", "position", "action", "constraint"),
                permits ? Set.of("request", "duty") : Set.of("request"));
        this.permits = permits;
        this.position = number();
        this.request = rule.optional("request")
                .map(cursor -> cursor.id(RequestId::new))
                .orElse(null);
        this.term = read(id(policy));
    }

    String path() {
        return rule.path();
    }

    /** Its number among all rules, from 1. */
    int position() {
        return position;
    }

    private int number() {
        Cursor cursor = rule.get("position");
        long number = cursor.number();
        if (number < 1 || number > PolicyReader.MAX_RULES) {
            throw new OdrlException(cursor.path(), "1 to " + PolicyReader.MAX_RULES + ".");
        }
        return (int) number;
    }

    /** For an answer: the only request for which it counts. */
    @Nullable
    RequestId request() {
        return request;
    }

    Term term() {
        return term;
    }

    private ClauseId id(String policy) {
        String prefix = RuleWriter.prefix(policy, position, request != null);
        return rule.get("uid")
                .parsed(
                        text -> {
                            if (!text.startsWith(prefix)) {
                                throw new IllegalArgumentException("another name");
                            }
                            return new ClauseId(text.substring(prefix.length()));
                        },
                        "Not the name of the document, #clause- (of an answer #answer-, its position and a hyphen) and the name of the clause.");
    }

    private Term read(ClauseId id) {
        Constraints constraints = Constraints.read(rule.get("constraint"));
        Map<Place, Selection<StateCode>> places = new EnumMap<>(Place.class);
        for (Place place : Place.values()) {
            Selection<StateCode> states = constraints.selection(Operand.of(place), Values.STATE);
            if (!states.isUnrestricted()) {
                places.put(place, states);
            }
        }
        return new Term(
                id,
                permits ? Effect.PERMIT : Effect.PROHIBIT,
                rule.get("action").some(action -> action.code(Action.class)),
                constraints.selection(Operand.RECIPIENT, Values.RECIPIENT),
                constraints.selection(Operand.PURPOSE, Values.PURPOSE),
                places,
                constraints.selection(Operand.PROCEEDING, Values.PROCEEDING),
                new Scope(
                        constraints.required(Operand.PART).some(Values.PART.read()),
                        Values.LINEAGE.read().apply(constraints.required(Operand.LINEAGE))),
                constraints.window(),
                constraints.conditions(),
                rule.optional("duty")
                        .map(duties -> duties.some(RuleReader::duty))
                        .orElse(Set.of()));
    }

    private static Duty duty(Cursor duty) {
        DutyCode code = duty.members(Set.of("action"), Set.of("constraint"))
                .get("action")
                .code(DutyCode.class);
        if (code.shape() == Shape.NOTHING) {
            duty.members(Set.of("action"), Set.of());
            return Duty.of(code);
        }
        List<Cursor> constraints = duty.get("constraint").elements();
        if (constraints.size() != 1) {
            throw new OdrlException(duty.path() + "/constraint", "One constraint is expected: when.");
        }
        Cursor constraint = constraints.get(0).members(Set.of("leftOperand", "operator", "rightOperand"), Set.of());
        constraint.get("leftOperand").word(Operand.TIME.name());
        constraint.get("operator").word(RuleWriter.operator(code).term());
        return new Duty(code, Values.read(code.shape(), constraint.get("rightOperand")));
    }

    /** The constraints of a rule, each operand with each operator at most once. */
    private static final class Constraints {
        private final Cursor array;
        private final Map<String, Cursor> right = new HashMap<>();

        private Constraints(Cursor array) {
            this.array = array;
        }

        static Constraints read(Cursor array) {
            Constraints constraints = new Constraints(array);
            for (Cursor constraint : array.elements()) {
                constraints.add(constraint.members(Set.of("leftOperand", "operator", "rightOperand"), Set.of()));
            }
            return constraints;
        }

        private void add(Cursor constraint) {
            Cursor left = constraint.get("leftOperand");
            Operand operand = Operand.find(left.text())
                    .orElseThrow(() -> new OdrlException(left.path(), "Not an operand of the profile."));
            Cursor sign = constraint.get("operator");
            Operator operator = operand.operators().stream()
                    .filter(one -> one.term().equals(sign.text()))
                    .findAny()
                    .orElseThrow(() -> new OdrlException(
                            sign.path(),
                            "The operand takes "
                                    + String.join(
                                            " or ",
                                            operand.operators().stream()
                                                    .map(Operator::term)
                                                    .toList())
                                    + "."));
            if (right.putIfAbsent(key(operand, operator), constraint.get("rightOperand")) != null) {
                throw new OdrlException(constraint.path(), "The operand stands twice with this operator.");
            }
        }

        private static String key(Operand operand, Operator operator) {
            return operand.name() + " " + operator;
        }

        private Optional<Cursor> find(Operand operand, Operator operator) {
            return Optional.ofNullable(right.get(key(operand, operator)));
        }

        Cursor required(Operand operand) {
            return find(operand, operand.operator())
                    .orElseThrow(() ->
                            new OdrlException(array.path(), "A constraint of " + operand.name() + " is missing."));
        }

        <T> Selection<T> selection(Operand operand, Values<T> values) {
            Optional<Cursor> only = find(operand, Operator.IS_ANY_OF);
            return new Selection<>(
                    only.isEmpty(),
                    only.map(set -> set.some(values.read())).orElse(Set.of()),
                    find(operand, Operator.IS_NONE_OF)
                            .map(set -> set.some(values.read()))
                            .orElse(Set.of()));
        }

        Window window() {
            @Nullable
            Instant from =
                    find(Operand.TIME, Operator.GTEQ).map(Values.INSTANT.read()).orElse(null);
            @Nullable
            Instant until =
                    find(Operand.TIME, Operator.LT).map(Values.INSTANT.read()).orElse(null);
            return array.checked(() -> new Window(from, until), "The time ends before or when it begins.");
        }

        List<Condition> conditions() {
            List<Condition> conditions = new ArrayList<>();
            for (ConditionCode code : ConditionCode.values()) {
                Operand operand = Operand.of(code);
                find(operand, operand.operator()).ifPresent(value -> {
                    Argument argument = Values.read(code.shape(), value);
                    conditions.add(new Condition(code, argument));
                });
            }
            return conditions;
        }
    }
}
