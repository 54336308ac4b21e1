package org.sillok.withdrawal.core;

/** Who takes it back. A closed list; names are stored: never rename. */
public enum SaidBy {
    /** The person, or the organisation, that the material is from. */
    SOURCE,
    /** For a child, or for a person who cannot decide. */
    GUARDIAN,
    /** For a person who died or disappeared. */
    NEXT_OF_KIN,
    /** An organisation that deposited it. */
    ORGANISATION,
    /** A court, whose order a custodian has in hand. */
    COURT,
    /** The repository itself, for somebody's safety. */
    REPOSITORY;

    /** Whether it was decided by those from whom the material is, or for them by their own. */
    public boolean isOwnDecision() {
        return this == SOURCE || this == GUARDIAN || this == NEXT_OF_KIN;
    }

    /** Whether a custodian records it, and not an organisation whose material it is. */
    public boolean byCustodian() {
        return this == COURT || this == REPOSITORY;
    }

    /** Whether a document has to be there before it is recorded. What protects people waits for no paper. */
    public boolean needsMandate() {
        return this == COURT;
    }
}
