package org.sillok.sharing.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.sillok.terms.Decision;
import org.sillok.terms.Outcome;
import org.sillok.terms.Reason;
import org.sillok.terms.ReasonCode;
import org.sillok.terms.Window;

/** Several decisions as one: what is permitted only if all permit it. */
public final class Worst {
    private Worst() {}

    /** The worst outcome with the reasons of all; of nothing, nothing is permitted. */
    public static Decision of(Collection<Decision> decisions) {
        if (decisions.isEmpty()) {
            return new Decision(
                    Outcome.INDETERMINATE,
                    List.of(),
                    Window.ALWAYS,
                    List.of(new Reason(Outcome.INDETERMINATE, ReasonCode.HELD_BACK, "", "INCOMPLETE")));
        }
        Outcome outcome = Outcome.PERMIT;
        List<Reason> reasons = new ArrayList<>();
        for (Decision decision : decisions) {
            outcome = outcome.worse(decision.outcome());
            reasons.addAll(decision.reasons());
        }
        return new Decision(
                outcome,
                List.of(),
                Window.ALWAYS,
                reasons.stream().sorted().distinct().toList());
    }
}
