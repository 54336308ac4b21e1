package org.sillok.terms;

/** One numbered clause of an instrument. */
public sealed interface Clause permits Term, UnreadableClause {
    /** What the instrument calls the clause; unique in its version. */
    ClauseId id();
}
