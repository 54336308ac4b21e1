package org.sillok.terms;

import java.util.Comparator;

/**
 * Something that goes with a release.
 *
 * @param code the code of a condition or a duty
 * @param clause which clause asks for it
 */
public record Obligation(String code, Argument argument, ClauseRef clause) implements Comparable<Obligation> {
    // As fine as equality: a sorted stream drops as a repetition only what compares as equal and stands side by side.
    private static final Comparator<Obligation> ORDER = Comparator.comparing(Obligation::code)
            .thenComparing(Obligation::clause)
            .thenComparing(obligation -> TermWriter.text(obligation.argument()));

    @Override
    public int compareTo(Obligation other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return code + " " + clause;
    }
}
