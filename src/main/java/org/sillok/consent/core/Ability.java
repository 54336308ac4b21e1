package org.sillok.consent.core;

/** Whether a person could decide. A closed list; names are stored: never rename. */
public enum Ability {
    ABLE,
    ABLE_WITH_SUPPORT,
    /** Somebody else has to decide. */
    NOT_ABLE,
    NOT_ASSESSED
}
