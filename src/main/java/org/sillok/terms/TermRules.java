package org.sillok.terms;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.kernel.StateCode;

/**
 * What a clause has to be to be entered. The evaluator decides by any clause; these rules refuse those that cannot mean
 * what somebody meant: they never permit, never forbid, or contradict themselves.
 */
public final class TermRules {
    private final Term term;

    /** The order of the conditions as they are written; empty if nobody knows. */
    private final List<ConditionCode> order;

    private final List<TermFault> faults = new ArrayList<>();

    private TermRules(Term term, List<ConditionCode> order) {
        this.term = term;
        this.order = order;
    }

    /**
     * Everything that is wrong with the clauses of one instrument, as they are written; empty if they may be entered.
     * Throws {@link TermException} for anything that is not a clause. Both say where, {@code place} being where the array
     * stands.
     */
    public static List<TermFault> checkAll(JsonValue json, JsonPlace place) {
        List<TermFault> faults = new ArrayList<>();
        List<Term> terms = TermReader.readAll(json, place);
        for (int i = 0; i < terms.size(); i++) {
            JsonPlace clause = place.element(i);
            List<ConditionCode> order = codes(json.asArray().values().get(i).asObject());
            for (TermFault fault : check(terms.get(i), order)) {
                faults.add(new TermFault(clause.pointer() + fault.path(), fault.message()));
            }
        }
        return List.copyOf(faults);
    }

    /** The codes of the conditions in the order in which they are written: a clause keeps them in another one. */
    private static List<ConditionCode> codes(JsonObject clause) {
        return clause.find("conditions").stream()
                .flatMap(conditions -> conditions.asArray().values().stream())
                .map(condition ->
                        ConditionCode.valueOf(condition.asObject().get("code").asText()))
                .toList();
    }

    /** Everything that is wrong; empty for a clause that may be entered. The places are relative to the clause. */
    public static List<TermFault> check(Term term) {
        return check(term, List.of());
    }

    private static List<TermFault> check(Term term, List<ConditionCode> order) {
        TermRules rules = new TermRules(term, order);
        rules.dimensions();
        rules.times();
        if (term.permits()) {
            rules.permission();
        } else {
            rules.prohibition();
        }
        return List.copyOf(rules.faults);
    }

    private void dimensions() {
        nothing("/actions", term.actions());
        nothing("/scope/parts", term.scope().parts());
        selected("/recipients", term.recipients());
        selected("/purposes", term.purposes());
        selected("/proceedings", term.proceedings());
        term.places().forEach((place, states) -> selected("/places/" + place, states));
    }

    private void permission() {
        refuse(Action.PUBLISH, ConditionCode.NO_PUBLICATION);
        refuse(Action.PUBLISH, ConditionCode.LEAD_ONLY);
        refuse(Action.USE_IN_EVIDENCE, ConditionCode.LEAD_ONLY);
        refuse(Action.DISCLOSE_TO_PARTIES, ConditionCode.LEAD_ONLY);
        refuse(Action.ONWARD_TRANSFER, ConditionCode.NO_ONWARD_TRANSFER);
        refuse(Action.CONTACT_SOURCE, ConditionCode.NO_CONTACT_SOURCE);
        if (find(ConditionCode.RECIPIENTS_ONLY).isPresent()
                && find(ConditionCode.RECIPIENTS_EXCEPT).isPresent()) {
            fault(
                    place(ConditionCode.RECIPIENTS_EXCEPT),
                    "RECIPIENTS_ONLY and RECIPIENTS_EXCEPT stand together; name in one of them who is meant.");
        }
        if (find(ConditionCode.CRIMINAL_PROCEEDINGS_ONLY).isPresent()
                && !term.proceedings().has(Proceeding.INTERNATIONAL_CRIMINAL)
                && !term.proceedings().has(Proceeding.NATIONAL_CRIMINAL)) {
            fault(
                    "/proceedings",
                    "No criminal proceeding is among them, and CRIMINAL_PROCEEDINGS_ONLY stands beside them.");
        }
        Selection<Purpose> named = term.purposes();
        if (!named.all()
                && !named.except().containsAll(named.only())
                && purposes().isEmpty()) {
            fault("/purposes", "All that is named is excepted again, there or by a condition.");
        }
        if (states(ConditionCode.JURISDICTIONS_ONLY)
                .filter(only -> states(ConditionCode.JURISDICTIONS_EXCLUDED)
                        .orElse(Set.of())
                        .containsAll(only))
                .isPresent()) {
            fault(
                    place(ConditionCode.JURISDICTIONS_EXCLUDED),
                    "JURISDICTIONS_EXCLUDED takes away all that JURISDICTIONS_ONLY names.");
        }
    }

    private void prohibition() {
        if (!term.duties().isEmpty()) {
            fault("/duties", "A prohibition has no duties: nothing is released under it. Put them into a permission.");
        }
        for (Condition condition : term.conditions()) {
            if (!condition.code().mayQualifyProhibition()) {
                fault(
                        place(condition.code()),
                        condition.code() + " says what has to be given for a permission. A prohibition may depend on "
                                + "RECIPIENTS_ONLY, RECIPIENTS_EXCEPT, PURPOSES_ONLY, PURPOSES_EXCEPT, VALID_FROM and VALID_UNTIL only.");
            }
        }
    }

    private void times() {
        Optional<Instant> from = instant(ConditionCode.VALID_FROM);
        Optional<Instant> until = instant(ConditionCode.VALID_UNTIL);
        if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
            fault(place(ConditionCode.VALID_UNTIL), "VALID_UNTIL comes before VALID_FROM or with it.");
        }
        if (until.isPresent()
                && instant(ConditionCode.EMBARGO_UNTIL)
                        .filter(embargo -> !embargo.isBefore(until.get()))
                        .isPresent()) {
            fault(place(ConditionCode.VALID_UNTIL), "VALID_UNTIL comes before EMBARGO_UNTIL or with it.");
        }
        Optional<Instant> keep = latest(instant(ConditionCode.RETAIN_UNTIL), instant(DutyCode.RETAIN_UNTIL));
        Optional<Instant> end =
                earliest(instant(ConditionCode.RETURN_OR_DESTROY_BY), instant(DutyCode.RETURN_OR_DESTROY_BY));
        if (keep.isPresent() && end.isPresent() && keep.get().isAfter(end.get())) {
            fault(
                    "/conditions",
                    "It has to be kept longer than it may be: RETAIN_UNTIL is after RETURN_OR_DESTROY_BY.");
        }
    }

    /** What remains of the named purposes. */
    private Set<Purpose> purposes() {
        Set<Purpose> purposes = new HashSet<>(Purpose.span(term.purposes().only()));
        purposes.removeAll(Purpose.span(term.purposes().except()));
        find(ConditionCode.PURPOSES_ONLY).ifPresent(only -> purposes.retainAll(purposes(only)));
        find(ConditionCode.PURPOSES_EXCEPT).ifPresent(except -> purposes.removeAll(purposes(except)));
        return purposes;
    }

    private static Set<Purpose> purposes(Condition condition) {
        return condition.argument() instanceof Argument.Purposes purposes
                ? Purpose.span(purposes.purposes())
                : Collections.emptySet();
    }

    private Optional<Set<StateCode>> states(ConditionCode code) {
        return find(code)
                .filter(condition -> condition.argument() instanceof Argument.States)
                .map(condition -> ((Argument.States) condition.argument()).states());
    }

    private void refuse(Action action, ConditionCode code) {
        if (term.actions().contains(action) && find(code).isPresent()) {
            fault("/actions", action + " is permitted and forbidden by " + code + ". Make two clauses of it.");
        }
    }

    /** Where a condition stands; the list of them if that is not known. */
    private String place(ConditionCode code) {
        int index = order.indexOf(code);
        return index < 0 ? "/conditions" : "/conditions/" + index;
    }

    private void nothing(String path, Set<?> values) {
        if (values.isEmpty()) {
            fault(path, "It names nothing, so the clause would be about nothing.");
        }
    }

    private void selected(String path, Selection<?> selection) {
        if (!selection.all() && selection.except().containsAll(selection.only())) {
            fault(
                    path,
                    "It selects nothing, so the clause would be about nothing. Say \"all\": true if all are meant.");
        }
    }

    private Optional<Condition> find(ConditionCode code) {
        return term.conditions().stream()
                .filter(condition -> condition.code() == code)
                .findAny();
    }

    private Optional<Instant> instant(ConditionCode code) {
        return find(code).flatMap(condition -> instant(condition.argument()));
    }

    private Optional<Instant> instant(DutyCode code) {
        return term.duties().stream()
                .filter(duty -> duty.code() == code)
                .flatMap(duty -> instant(duty.argument()).stream())
                .min(code == DutyCode.RETAIN_UNTIL ? Comparator.reverseOrder() : Comparator.naturalOrder());
    }

    private static Optional<Instant> instant(Argument argument) {
        return argument instanceof Argument.At at ? Optional.of(at.instant()) : Optional.empty();
    }

    private static Optional<Instant> latest(Optional<Instant> a, Optional<Instant> b) {
        return a.isPresent() && b.isPresent() && b.get().isAfter(a.get()) ? b : a.or(() -> b);
    }

    private static Optional<Instant> earliest(Optional<Instant> a, Optional<Instant> b) {
        return a.isPresent() && b.isPresent() && b.get().isBefore(a.get()) ? b : a.or(() -> b);
    }

    private void fault(String path, String message) {
        faults.add(new TermFault(path, message));
    }
}
