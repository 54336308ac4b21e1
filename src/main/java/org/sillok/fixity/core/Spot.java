package org.sillok.fixity.core;

/** An entry of an installation's logs, in the order of time; as a cursor, the next one to look at. */
public record Spot(int log, long index) {
    public static final Spot BEGINNING = new Spot(0, 0);

    public Spot {
        if (log < 0 || index < 0) {
            throw new IllegalArgumentException("logs and entries are numbered from 0");
        }
    }

    public boolean isBefore(Spot other) {
        return log != other.log ? log < other.log : index < other.index;
    }
}
