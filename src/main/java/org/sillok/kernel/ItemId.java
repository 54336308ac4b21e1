package org.sillok.kernel;

/** Identifies an item (a piece of evidence). See {@link Ids} for the form. */
public record ItemId(String value) {
    public static final String PREFIX = "itm";

    public ItemId {
        Ids.check(PREFIX, value);
    }

    public static ItemId fresh(Randomness randomness) {
        return new ItemId(Ids.fresh(PREFIX, randomness));
    }

    @Override
    public String toString() {
        return value;
    }
}
