package org.sillok.kernel;

/** Identifies a succession: whose holdings go to whom, and how far that is. See {@link Ids} for the form. */
public record SuccessionId(String value) {
    public static final String PREFIX = "suc";

    public SuccessionId {
        Ids.check(PREFIX, value);
    }

    public static SuccessionId fresh(Randomness randomness) {
        return new SuccessionId(Ids.fresh(PREFIX, randomness));
    }

    @Override
    public String toString() {
        return value;
    }
}
