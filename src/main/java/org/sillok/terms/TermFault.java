package org.sillok.terms;

/**
 * Something that makes a clause pointless or contradictory.
 *
 * @param path where in the clause, as a JSON pointer
 * @param message what is wrong and the way out; names codes only
 */
public record TermFault(String path, String message) {}
