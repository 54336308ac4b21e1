package org.sillok.kernel;

/** Identifies a custody stream. See {@link Ids} for the form. */
public record StreamId(String value) {
    public static final String PREFIX = "str";

    public StreamId {
        Ids.check(PREFIX, value);
    }

    public static StreamId fresh(Randomness randomness) {
        return new StreamId(Ids.fresh(PREFIX, randomness));
    }

    @Override
    public String toString() {
        return value;
    }
}
