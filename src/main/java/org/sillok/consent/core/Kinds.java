package org.sillok.consent.core;

import java.util.EnumSet;
import java.util.Set;
import org.sillok.terms.ConsentState;
import org.sillok.terms.Outcome;

/** Which states are alike. */
final class Kinds {
    private Kinds() {}

    /** In force: permits what its terms permit. */
    static boolean permits(ConsentState state) {
        return state.ceiling() == Outcome.PERMIT;
    }

    /** Forbids everything. */
    static boolean stops(ConsentState state) {
        return state.ceiling() == Outcome.DENY;
    }

    /** Somebody said "less" or "not now"; what was said earlier does not undo it, whenever that is recorded. */
    static boolean restrains(ConsentState state) {
        return stops(state) || RESTRAINTS.contains(state);
    }

    private static final Set<ConsentState> RESTRAINTS = EnumSet.of(ConsentState.DEFERRED, ConsentState.NARROWED);
}
