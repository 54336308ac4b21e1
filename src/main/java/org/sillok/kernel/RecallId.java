package org.sillok.kernel;

/** Identifies a recall notice. See {@link Ids} for the form. */
public record RecallId(String value) {
    public static final String PREFIX = "rcl";

    public RecallId {
        Ids.check(PREFIX, value);
    }

    public static RecallId fresh(Randomness randomness) {
        return new RecallId(Ids.fresh(PREFIX, randomness));
    }

    @Override
    public String toString() {
        return value;
    }
}
