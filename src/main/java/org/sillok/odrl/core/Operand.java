package org.sillok.odrl.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sillok.terms.ConditionCode;
import org.sillok.terms.Place;
import org.sillok.terms.Shape;

/**
 * What a constraint can be about: the dimensions of a clause, and each condition. A closed list.
 *
 * @param name as it stands in a document: an IRI, or a term of the context
 * @param operators those it takes
 * @param values what its right side consists of
 */
record Operand(String name, List<Operator> operators, Values<?> values) {
    private static final List<Operator> SELECTION = List.of(Operator.IS_ANY_OF, Operator.IS_NONE_OF);

    static final Operand RECIPIENT = new Operand(Iris.OWN + "recipient", SELECTION, Values.RECIPIENT);
    static final Operand PURPOSE = new Operand(Iris.OWN + "purpose", SELECTION, Values.PURPOSE);
    static final Operand PROCEEDING = new Operand(Iris.OWN + "proceeding", SELECTION, Values.PROCEEDING);
    static final Operand PART = new Operand(Iris.OWN + "part", List.of(Operator.IS_ANY_OF), Values.PART);
    static final Operand LINEAGE = new Operand(Iris.OWN + "lineage", List.of(Operator.EQ), Values.LINEAGE);
    /** The one operand that is ODRL's own, because it means exactly that: when the action is exercised. */
    static final Operand TIME = new Operand("dateTime", List.of(Operator.GTEQ, Operator.LT), Values.INSTANT);

    private static final Map<String, Operand> ALL = table();

    Operand {
        operators = List.copyOf(operators);
    }

    /** Every operand of a rule, in the order in which they are written. */
    static List<Operand> all() {
        return List.copyOf(ALL.values());
    }

    static Optional<Operand> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    static Operand of(Place place) {
        return new Operand(Iris.of(place), SELECTION, Values.STATE);
    }

    static Operand of(ConditionCode code) {
        return new Operand(Iris.of(code), List.of(operator(code)), Values.of(code.shape()));
    }

    /** The one operator of an operand that has no other. */
    Operator operator() {
        return operators.get(0);
    }

    private static Operator operator(ConditionCode code) {
        return switch (code) {
            case RECIPIENTS_EXCEPT, PURPOSES_EXCEPT, JURISDICTIONS_EXCLUDED -> Operator.IS_NONE_OF;
            case EMBARGO_UNTIL, VALID_FROM, RETAIN_UNTIL -> Operator.GTEQ;
            case VALID_UNTIL, REVIEW_BY -> Operator.LT;
            case RETURN_OR_DESTROY_BY, MAX_DISCLOSURES -> Operator.LTEQ;
            default -> code.shape() == Shape.NOTHING || code.shape() == Shape.TEXT ? Operator.EQ : Operator.IS_ANY_OF;
        };
    }

    private static Map<String, Operand> table() {
        List<Operand> operands = new ArrayList<>(List.of(RECIPIENT, PURPOSE));
        Arrays.stream(Place.values()).map(Operand::of).forEach(operands::add);
        Collections.addAll(operands, PROCEEDING, PART, LINEAGE, TIME);
        Arrays.stream(ConditionCode.values()).map(Operand::of).forEach(operands::add);
        Map<String, Operand> byName = new LinkedHashMap<>();
        operands.forEach(operand -> byName.put(operand.name(), operand));
        return byName;
    }
}
