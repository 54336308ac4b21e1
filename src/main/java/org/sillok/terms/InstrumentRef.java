package org.sillok.terms;

import org.sillok.kernel.Ids;

/** One version of a consent or an agreement: its id and number, from 1. */
public record InstrumentRef(String id, int version) implements Comparable<InstrumentRef> {
    private static final String AGREEMENT = "agr";
    private static final String CONSENT = "con";

    public InstrumentRef {
        if (version < 1 || !(Ids.isWellFormed(AGREEMENT, id) || Ids.isWellFormed(CONSENT, id))) {
            throw new IllegalArgumentException("not a version of an instrument");
        }
    }

    @Override
    public int compareTo(InstrumentRef other) {
        int byId = id.equals(other.id) ? 0 : id.compareTo(other.id);
        return byId != 0 ? byId : Integer.compare(version, other.version);
    }

    @Override
    public String toString() {
        return id + "/" + version;
    }
}
