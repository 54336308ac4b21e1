package org.sillok.terms;

/** The kind of proceeding that a request serves. A closed list; names are stored: never rename. */
public enum Proceeding {
    /** None is open or intended. */
    NONE,
    INTERNATIONAL_CRIMINAL,
    NATIONAL_CRIMINAL,
    CIVIL,
    /** Between states, for example before the International Court of Justice. */
    INTER_STATE,
    /** Sanctions, asylum, vetting. */
    ADMINISTRATIVE,
    FACT_FINDING;

    public boolean isCriminal() {
        return this == INTERNATIONAL_CRIMINAL || this == NATIONAL_CRIMINAL;
    }
}
