package org.sillok.terms;

import java.util.ArrayList;
import java.util.List;

/** A prohibition, with all that it depends on. It fires if all holds, and is in doubt if nothing fails and something is not known. */
record Prohibition(ClauseRef clause, List<Check> checks) {
    Finding finding() {
        Truth truth = Truth.TRUE;
        for (Check check : checks) {
            truth = truth.and(check.truth());
        }
        return switch (truth) {
            case TRUE -> Finding.because(Outcome.DENY, ReasonCode.PROHIBITED, clause, "");
            case FALSE -> Finding.PERMITTED.during(silence());
            case UNKNOWN, ERROR -> doubt();
        };
    }

    private Finding doubt() {
        List<Reason> reasons = new ArrayList<>();
        for (Check check : checks) {
            if (check.truth() != Truth.TRUE) {
                reasons.add(new Reason(
                        Outcome.INDETERMINATE, ReasonCode.MIGHT_BE_PROHIBITED, clause.toString(), check.detail()));
            }
        }
        return new Finding(Outcome.INDETERMINATE, reasons, List.of(), Window.ALWAYS);
    }

    private Window silence() {
        return Finding.lasting(checks.stream()
                .filter(check -> check.truth() == Truth.FALSE)
                .map(Check::window)
                .toList());
    }
}
