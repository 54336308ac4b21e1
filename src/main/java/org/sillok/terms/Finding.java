package org.sillok.terms;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** What one part of a question comes to: a decision that is not sorted yet. {@code window} is where it stays like that. */
record Finding(Outcome outcome, List<Reason> reasons, List<Obligation> obligations, Window window) {
    static final Finding PERMITTED = new Finding(Outcome.PERMIT, List.of(), List.of(), Window.ALWAYS);

    /** More reasons from one instrument help nobody. */
    static final int MAX_REASONS = 32;

    /** In one instrument a clause that might permit hides those that do not, so that what is unknown is never passed over. */
    static final List<Outcome> CLAUSES =
            List.of(Outcome.DENY, Outcome.NOT_COVERED, Outcome.INDETERMINATE, Outcome.CONSULT, Outcome.PERMIT);

    static Finding because(Outcome outcome, ReasonCode code, Object place, String detail) {
        return new Finding(
                outcome, List.of(new Reason(outcome, code, place.toString(), detail)), List.of(), Window.ALWAYS);
    }

    Finding during(Window narrower) {
        return new Finding(outcome, reasons, obligations, window.and(narrower));
    }

    /** All have to permit: the worst counts, and everybody's reasons and obligations. */
    static Finding all(List<Finding> findings) {
        Outcome worst = Outcome.PERMIT;
        for (Finding finding : findings) {
            worst = worst.worse(finding.outcome);
        }
        return merge(worst, findings, finding -> true);
    }

    /** One has to permit: the best count, with the reasons and obligations of all that are as good. */
    static Finding best(List<Finding> findings) {
        return best(findings, Comparator.naturalOrder());
    }

    /** One clause of an instrument has to permit. */
    static Finding bestClause(List<Finding> findings) {
        return best(findings, Comparator.comparing(CLAUSES::indexOf));
    }

    private static Finding best(List<Finding> findings, Comparator<Outcome> order) {
        Outcome best = findings.get(0).outcome;
        for (Finding finding : findings) {
            best = order.compare(best, finding.outcome) >= 0 ? best : finding.outcome;
        }
        Outcome outcome = best;
        return merge(outcome, findings, finding -> finding.outcome == outcome);
    }

    private static Finding merge(Outcome outcome, List<Finding> findings, Predicate<Finding> counts) {
        List<Reason> reasons = new ArrayList<>();
        List<Obligation> obligations = new ArrayList<>();
        Window window = Window.ALWAYS;
        for (Finding finding : findings) {
            if (counts.test(finding)) {
                reasons.addAll(finding.reasons);
                obligations.addAll(finding.obligations);
                // Where something does not permit, nobody asks how long.
                window = outcome == Outcome.PERMIT ? window.and(finding.window) : window;
            }
        }
        return new Finding(outcome, reasons, obligations, window);
    }

    /** The same with the first {@link #MAX_REASONS} reasons in their order. */
    Finding brief(Object place) {
        if (reasons.size() <= MAX_REASONS) {
            return this;
        }
        List<Reason> first = new ArrayList<>(
                reasons.stream().sorted().distinct().limit(MAX_REASONS).toList());
        first.add(new Reason(outcome, ReasonCode.AND_MORE, place.toString(), ""));
        return new Finding(outcome, first, obligations, window);
    }
}
