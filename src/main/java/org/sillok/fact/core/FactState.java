package org.sillok.fact.core;

/** Whether a recorded fact counts. */
public enum FactState {
    /** It would permit more, and no second custodian has confirmed it: it does not count. */
    PENDING(false),
    /** It counts. */
    IN_EFFECT(true),
    /** One custodian has taken it back, and without it more might be permitted: it counts until a second one confirms. */
    WITHDRAWAL_PENDING(true),
    /** Taken back for good. It does not count. */
    WITHDRAWN(false);

    private final boolean counts;

    FactState(boolean counts) {
        this.counts = counts;
    }

    public boolean counts() {
        return counts;
    }
}
