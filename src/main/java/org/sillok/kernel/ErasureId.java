package org.sillok.kernel;

/** Identifies an erasure: what is to be gone for good, and what became of it. See {@link Ids} for the form. */
public record ErasureId(String value) {
    public static final String PREFIX = "ers";

    public ErasureId {
        Ids.check(PREFIX, value);
    }

    public static ErasureId fresh(Randomness randomness) {
        return new ErasureId(Ids.fresh(PREFIX, randomness));
    }

    @Override
    public String toString() {
        return value;
    }
}
