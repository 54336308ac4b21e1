package org.sillok.consent.core;

/** Who said it. A closed list; names are stored: never rename. */
public enum ExpressedBy {
    SELF,
    /** For a child, or for a person who cannot decide. */
    GUARDIAN,
    /** For a person who died or disappeared. */
    NEXT_OF_KIN,
    /** For an organisation. */
    ORG_REP
}
