package org.sillok.terms;

/** What may be recorded about a party or a state. Judgements: attributed, dated, expiring. A closed list; never rename. */
public enum FactType {
    /** The death penalty may be imposed there. */
    DEATH_PENALTY,
    /** A written assurance is valid that it will be neither asked for nor carried out. */
    NO_DEATH_PENALTY_ASSURANCE,
    /** Trials were assessed as fair. */
    FAIR_TRIAL,
    /** Judgment may be given against an absent accused. */
    IN_ABSENTIA
}
