package org.sillok.kernel;

/** Identifies an API token; it is no secret. See {@link Ids} for the form. */
public record ApiTokenId(String value) {
    public static final String PREFIX = "tok";

    public ApiTokenId {
        Ids.check(PREFIX, value);
    }

    public static ApiTokenId fresh(Randomness randomness) {
        return new ApiTokenId(Ids.fresh(PREFIX, randomness));
    }

    @Override
    public String toString() {
        return value;
    }
}
