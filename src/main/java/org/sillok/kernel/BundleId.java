package org.sillok.kernel;

/** Identifies an export bundle. See {@link Ids} for the form. */
public record BundleId(String value) {
    public static final String PREFIX = "bdl";

    public BundleId {
        Ids.check(PREFIX, value);
    }

    public static BundleId fresh(Randomness randomness) {
        return new BundleId(Ids.fresh(PREFIX, randomness));
    }

    @Override
    public String toString() {
        return value;
    }
}
