package org.sillok.terms;

/** What the last event of a consent says. A closed list; names are stored: never rename. */
public enum ConsentState {
    REQUESTED(Outcome.NOT_COVERED),
    DEFERRED(Outcome.NOT_COVERED),
    REFUSED(Outcome.DENY),
    GIVEN(Outcome.PERMIT),
    REAFFIRMED(Outcome.PERMIT),
    NARROWED(Outcome.PERMIT),
    WIDENED(Outcome.PERMIT),
    WITHDRAWN(Outcome.DENY),
    REVOKED_BY_OTHER(Outcome.DENY),
    EXPIRED(Outcome.NOT_COVERED),
    INVALIDATED(Outcome.DENY),
    UNKNOWN(Outcome.NOT_COVERED);

    private final Outcome ceiling;

    ConsentState(Outcome ceiling) {
        this.ceiling = ceiling;
    }

    /** The best that a consent in this state can come to. */
    public Outcome ceiling() {
        return ceiling;
    }
}
