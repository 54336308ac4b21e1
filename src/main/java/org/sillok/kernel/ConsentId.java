package org.sillok.kernel;

/** Identifies a consent through all its versions. See {@link Ids} for the form. */
public record ConsentId(String value) {
    public static final String PREFIX = "con";

    public ConsentId {
        Ids.check(PREFIX, value);
    }

    public static ConsentId fresh(Randomness randomness) {
        return new ConsentId(Ids.fresh(PREFIX, randomness));
    }

    @Override
    public String toString() {
        return value;
    }
}
