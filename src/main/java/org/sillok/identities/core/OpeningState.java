package org.sillok.identities.core;

/** How far an opening is. */
public enum OpeningState {
    /** Waits for a second custodian. */
    PENDING,
    /** Whoever asked may open, once, and not for long. */
    APPROVED,
    /** It was used. */
    OPENED,
    /** It was not approved, or not used, in time. */
    EXPIRED
}
