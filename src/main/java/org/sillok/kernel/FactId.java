package org.sillok.kernel;

/** Identifies a recorded fact about a party or a state. See {@link Ids} for the form. */
public record FactId(String value) {
    public static final String PREFIX = "fct";

    public FactId {
        Ids.check(PREFIX, value);
    }

    public static FactId fresh(Randomness randomness) {
        return new FactId(Ids.fresh(PREFIX, randomness));
    }

    @Override
    public String toString() {
        return value;
    }
}
