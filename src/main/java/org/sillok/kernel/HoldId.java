package org.sillok.kernel;

/** Identifies what holds items back from release or erasure: a hold. See {@link Ids} for the form. */
public record HoldId(String value) {
    public static final String PREFIX = "hld";

    public HoldId {
        Ids.check(PREFIX, value);
    }

    public static HoldId fresh(Randomness randomness) {
        return new HoldId(Ids.fresh(PREFIX, randomness));
    }

    @Override
    public String toString() {
        return value;
    }
}
