package org.sillok.kernel;

/** Identifies an opening of the identity behind a source. See {@link Ids} for the form. */
public record OpeningId(String value) {
    public static final String PREFIX = "opn";

    public OpeningId {
        Ids.check(PREFIX, value);
    }

    public static OpeningId fresh(Randomness randomness) {
        return new OpeningId(Ids.fresh(PREFIX, randomness));
    }

    @Override
    public String toString() {
        return value;
    }
}
