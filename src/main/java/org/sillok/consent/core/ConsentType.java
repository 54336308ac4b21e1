package org.sillok.consent.core;

/** How specific a consent is. A closed list; names are stored: never rename. */
public enum ConsentType {
    /** For uses that were named. */
    EXPLICIT,
    /** Chosen point by point from a list. */
    TIERED,
    /** For a field of uses. */
    BROAD
}
