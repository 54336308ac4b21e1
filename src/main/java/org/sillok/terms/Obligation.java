package org.sillok.terms;

import java.util.Comparator;

/**
 * Something that goes with a release.
 *
 * @param code the code of a condition or a duty
 * @param clause which clause asks for it
 */
public record Obligation(String code, Argument argument, ClauseRef clause) implements Comparable<Obligation> {
    private static final Comparator<Obligation> ORDER =
            Comparator.comparing(Obligation::code).thenComparing(Obligation::clause);

    @Override
    public int compareTo(Obligation other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return code + " " + clause;
    }
}
