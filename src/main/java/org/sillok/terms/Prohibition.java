package org.sillok.terms;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

    /** How long it keeps silent: for ever, if something fails that time does not change; else as long as all that fails goes on failing. */
    private Window silence() {
        Optional<Window> longest = checks.stream()
                .filter(check -> check.truth() == Truth.FALSE)
                .map(Check::window)
                .filter(Window.ALWAYS::equals)
                .findAny();
        if (longest.isPresent()) {
            return Window.ALWAYS;
        }
        Window window = Window.ALWAYS;
        for (Check check : checks) {
            window = check.truth() == Truth.FALSE ? window.and(check.window()) : window;
        }
        return window;
    }
}
