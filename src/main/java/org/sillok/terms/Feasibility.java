package org.sillok.terms;

import java.time.Instant;
import java.util.List;
import java.util.TreeSet;

/** Whether what a release would oblige to can be done at all, and until when. */
record Feasibility(List<Obligation> obligations, Instant asOf) {
    Finding finding() {
        TreeSet<Instant> keep = instants("RETAIN_UNTIL");
        TreeSet<Instant> end = instants("RETURN_OR_DESTROY_BY");
        if (end.isEmpty()) {
            return Finding.PERMITTED;
        }
        Instant first = end.first();
        boolean late = !asOf.isBefore(first);
        boolean contradictory = !keep.isEmpty() && keep.last().isAfter(first);
        return late || contradictory
                ? Finding.because(Outcome.DENY, ReasonCode.IMPOSSIBLE_OBLIGATION, "", "RETURN_OR_DESTROY_BY")
                : Finding.PERMITTED.during(Window.until(first));
    }

    private TreeSet<Instant> instants(String code) {
        TreeSet<Instant> instants = new TreeSet<>();
        for (Obligation obligation : obligations) {
            if (obligation.code().equals(code) && obligation.argument() instanceof Argument.At at) {
                instants.add(at.instant());
            }
        }
        return instants;
    }
}
