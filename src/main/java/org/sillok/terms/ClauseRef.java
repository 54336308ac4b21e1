package org.sillok.terms;

import java.util.Comparator;

/** One clause of one version of an instrument. */
public record ClauseRef(InstrumentRef instrument, ClauseId clause) implements Comparable<ClauseRef> {
    private static final Comparator<ClauseRef> ORDER =
            Comparator.comparing(ClauseRef::instrument).thenComparing(ClauseRef::clause);

    @Override
    public int compareTo(ClauseRef other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return instrument + "#" + clause;
    }
}
