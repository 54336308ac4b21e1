package org.sillok.terms;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What one part of a question comes to: a decision that is not sorted yet.
 *
 * @param window a time around the moment of the decision in which it stays as it is: a permission with the same
 *     obligations, or none
 */
record Finding(Outcome outcome, List<Reason> reasons, List<Obligation> obligations, Window window) {
    static final Finding PERMITTED = new Finding(Outcome.PERMIT, List.of(), List.of(), Window.ALWAYS);

    /** More reasons from one instrument help nobody. */
    static final int MAX_REASONS = 32;

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
        Window window = Window.ALWAYS;
        List<Window> refusals = new ArrayList<>();
        for (Finding finding : findings) {
            window = window.and(finding.window);
            if (finding.outcome != Outcome.PERMIT) {
                refusals.add(finding.window);
            }
        }
        return merge(worst, findings, finding -> true, refusals.isEmpty() ? window : lasting(refusals));
    }

    /** One has to permit: the best count, with the reasons and obligations of all that are as good. */
    static Finding best(List<Finding> findings) {
        Outcome outcome = findings.get(0).outcome;
        for (Finding finding : findings) {
            outcome = outcome.better(finding.outcome);
        }
        Outcome best = outcome;
        Window window = Window.ALWAYS;
        for (Finding finding : findings) {
            // Those that do not permit yet, too: when they do, they may oblige to something that cannot be done.
            window = window.and(finding.window);
        }
        return merge(best, findings, finding -> finding.outcome == best, window);
    }

    /** How long at least one thing stays as it is: for ever if one does for ever, otherwise as long as all do. */
    static Window lasting(List<Window> windows) {
        Window all = Window.ALWAYS;
        for (Window window : windows) {
            if (window.equals(Window.ALWAYS)) {
                return Window.ALWAYS;
            }
            all = all.and(window);
        }
        return all;
    }

    private static Finding merge(Outcome outcome, List<Finding> findings, Predicate<Finding> counts, Window window) {
        List<Reason> reasons = new ArrayList<>();
        List<Obligation> obligations = new ArrayList<>();
        for (Finding finding : findings) {
            if (counts.test(finding)) {
                reasons.addAll(finding.reasons);
                obligations.addAll(finding.obligations);
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
