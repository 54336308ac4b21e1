package org.sillok.request.core;

import org.jspecify.annotations.Nullable;
import org.sillok.terms.Outcome;

/** What became of one line of a request. Sent to clients; never rename. */
public enum LineStanding {
    /** Not decided yet. */
    PENDING,
    /** It does not exist, or the requester may not know whether it does. */
    NOT_AVAILABLE,
    NOT_PERMITTED,
    /** Somebody is being asked. */
    BEING_CONSULTED,
    /** It would be permitted, and two people have not approved it yet. */
    AWAITING_APPROVAL,
    APPROVED,
    /** The holder refuses it. */
    REFUSED;

    /** Whether something may still become of it. */
    public boolean open() {
        return this == PENDING || this == BEING_CONSULTED || this == AWAITING_APPROVAL;
    }

    /**
     * The standing of a line for those who may know of it.
     *
     * @param outcome null if it was not decided, or there is nothing to decide about
     * @param consulting whether somebody is still asked because of it
     */
    public static LineStanding of(
            boolean decided, @Nullable Outcome outcome, boolean refused, boolean consulting, boolean approved) {
        if (!decided) {
            return PENDING;
        }
        if (outcome == null) {
            return NOT_AVAILABLE;
        }
        if (outcome != Outcome.PERMIT) {
            return outcome == Outcome.CONSULT && consulting ? BEING_CONSULTED : NOT_PERMITTED;
        }
        if (refused) {
            return REFUSED;
        }
        return approved ? APPROVED : AWAITING_APPROVAL;
    }
}
