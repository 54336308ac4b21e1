package org.sillok.kernel;

/** Identifies a request for sharing. See {@link Ids} for the form. */
public record RequestId(String value) {
    public static final String PREFIX = "req";

    public RequestId {
        Ids.check(PREFIX, value);
    }

    public static RequestId fresh(Randomness randomness) {
        return new RequestId(Ids.fresh(PREFIX, randomness));
    }

    @Override
    public String toString() {
        return value;
    }
}
