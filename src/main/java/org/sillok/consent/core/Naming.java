package org.sillok.consent.core;

/** Whether a person may be named. A closed list; names are stored: never rename. */
public enum Naming {
    MAY_NAME,
    /** Neither name nor pseudonym. So it is while nothing was decided. */
    DO_NOT_NAME,
    PSEUDONYM_ONLY
}
