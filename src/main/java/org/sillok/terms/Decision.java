package org.sillok.terms;

import java.util.List;

/**
 * What a question comes to.
 *
 * @param obligations what goes with a release, from every clause that permits it; sorted
 * @param window from when and until when it would stay a permission with these obligations if nothing is recorded in between; always open
 *     for other outcomes
 * @param reasons why it is not a permission, sorted; empty if and only if it is one
 */
public record Decision(Outcome outcome, List<Obligation> obligations, Window window, List<Reason> reasons) {
    public Decision {
        obligations = List.copyOf(obligations);
        reasons = List.copyOf(reasons);
        if ((outcome == Outcome.PERMIT) != reasons.isEmpty()) {
            throw new IllegalArgumentException("every outcome but a permission has a reason");
        }
    }

    public boolean permits() {
        return outcome == Outcome.PERMIT;
    }
}
