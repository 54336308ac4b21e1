package org.sillok.terms;

/**
 * A stored clause in which this version of the vocabulary knows some code not. It might forbid anything, so it forbids
 * everything. Such a clause is refused on entry; it can only come from a newer vocabulary or from damage.
 */
public record UnreadableClause(ClauseId id) implements Clause {}
