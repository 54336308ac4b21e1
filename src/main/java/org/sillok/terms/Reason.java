package org.sillok.terms;

import java.util.Comparator;

/**
 * One reason why a decision is not better than {@code outcome}.
 *
 * @param place what it is about: a clause, an instrument, a version of an item, a party; empty for the request itself
 * @param detail a code that says more; may be empty. Never text that somebody wrote
 */
public record Reason(Outcome outcome, ReasonCode code, String place, String detail) implements Comparable<Reason> {
    private static final Comparator<Reason> ORDER = Comparator.comparing(Reason::outcome)
            .thenComparing(Reason::code)
            .thenComparing(Reason::place)
            .thenComparing(Reason::detail);

    @Override
    public int compareTo(Reason other) {
        return ORDER.compare(this, other);
    }
}
