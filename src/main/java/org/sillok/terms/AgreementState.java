package org.sillok.terms;

/** Where an agreement stands. A closed list; names are stored: never rename. */
public enum AgreementState {
    DRAFT,
    PROPOSED,
    IN_FORCE,
    SUSPENDED,
    EXPIRED,
    TERMINATED;

    /** Whether all parties had signed it once. */
    public boolean wasSigned() {
        return this != DRAFT && this != PROPOSED;
    }
}
