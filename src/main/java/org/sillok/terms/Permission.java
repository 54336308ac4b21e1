package org.sillok.terms;

import java.util.ArrayList;
import java.util.List;

/** A permission, with all that it depends on and what that comes to. What it says is made only if it decides. */
record Permission(Term term, ClauseRef ref, List<Check> checks, Outcome outcome) {
    /** A clause that might permit hides those that do not, so that what is unknown is never passed over. */
    private static final List<Outcome> ORDER =
            List.of(Outcome.DENY, Outcome.NOT_COVERED, Outcome.INDETERMINATE, Outcome.CONSULT, Outcome.PERMIT);

    /** What fails and cannot be lifted decides; then what is not known; then what has to be asked. */
    static Permission of(Term term, ClauseRef ref, List<Check> checks) {
        Outcome outcome = Outcome.PERMIT;
        for (Check check : checks) {
            Outcome one = check.permission();
            outcome = better(outcome, one) == outcome ? one : outcome;
        }
        return new Permission(term, ref, checks, outcome);
    }

    /** Which of two clauses of one instrument counts. */
    static Outcome better(Outcome a, Outcome b) {
        return a == b || ORDER.indexOf(a) > ORDER.indexOf(b) ? a : b;
    }

    /** How long it stays as it is. */
    Window lasting() {
        if (outcome == Outcome.PERMIT) {
            Window window = Window.ALWAYS;
            for (Check check : checks) {
                window = window.and(check.window());
            }
            return window;
        }
        List<Window> failing = new ArrayList<>();
        for (Check check : checks) {
            if (check.truth() != Truth.TRUE) {
                failing.add(check.window());
            }
        }
        return Finding.lasting(failing);
    }

    /** Why it does not permit. */
    void addReasons(List<Reason> reasons) {
        if (outcome == Outcome.PERMIT) {
            return;
        }
        String place = ref.toString();
        for (Check check : checks) {
            if (check.permission() == outcome) {
                reasons.add(new Reason(outcome, check.reason(), place, check.detail()));
            }
        }
    }

    /** What it obliges to, if it permits. */
    void addObligations(List<Obligation> obligations) {
        if (outcome != Outcome.PERMIT) {
            return;
        }
        for (Condition condition : term.conditions()) {
            if (condition.code().isUndertaken()) {
                obligations.add(new Obligation(condition.code().name(), condition.argument(), ref));
            }
        }
        for (Duty duty : term.duties()) {
            obligations.add(new Obligation(duty.code().name(), duty.argument(), ref));
        }
    }
}
