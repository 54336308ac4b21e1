package org.sillok.terms;

/** One clause of one version of an instrument. */
public record ClauseRef(InstrumentRef instrument, ClauseId clause) implements Comparable<ClauseRef> {
    @Override
    public int compareTo(ClauseRef other) {
        int byInstrument = instrument.compareTo(other.instrument);
        return byInstrument != 0 ? byInstrument : clause.compareTo(other.clause);
    }

    @Override
    public String toString() {
        return instrument + "#" + clause;
    }
}
