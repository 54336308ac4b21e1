package org.sillok.terms;

/** What a decision comes to, from worst to best; only {@link #PERMIT} releases anything. Names are stored: never rename. */
public enum Outcome {
    /** Somebody or something forbids it. */
    DENY,
    /** A fact is missing, or a rule cannot be evaluated. */
    INDETERMINATE,
    /** Nobody permitted it. */
    NOT_COVERED,
    /** It may be permitted once somebody has been asked. */
    CONSULT,
    PERMIT;

    public Outcome worse(Outcome other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public Outcome better(Outcome other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
