package org.sillok.fixity.core;

/** What is wrong with a copy. Stored, never renamed. */
public enum Damage {
    MISSING("OBJECT_MISSING"),
    OTHER_LENGTH("OBJECT_ALTERED"),
    OTHER_DIGEST("OBJECT_ALTERED"),
    /** The store answers, and does not hand out this one: a bad sector, or something else in its place. */
    UNREADABLE("OBJECT_UNREADABLE");

    private final String outcome;

    Damage(String outcome) {
        this.outcome = outcome;
    }

    /** What a statement says of it: the word that the audit has for it, too. */
    public String outcome() {
        return outcome;
    }
}
