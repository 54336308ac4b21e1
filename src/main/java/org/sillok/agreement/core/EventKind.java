package org.sillok.agreement.core;

/** What happened to an agreement. Names are stored: never rename. */
public enum EventKind {
    DRAFTED,
    AMENDED,
    /** A draft was changed. */
    REVISED,
    PROPOSED,
    /** A signature on paper was recorded; it counts once a custodian has confirmed it. */
    SIGNATURE_RECORDED,
    SIGNED,
    /** Signed by all. */
    IN_FORCE,
    SUSPENDED,
    RESUMED,
    TERMINATED,
    WITHDRAWN
}
