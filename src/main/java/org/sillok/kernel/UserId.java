package org.sillok.kernel;

/** Identifies a user: the person or program that acts for a party. See {@link Ids} for the form. */
public record UserId(String value) {
    public static final String PREFIX = "usr";

    public UserId {
        Ids.check(PREFIX, value);
    }

    public static UserId fresh(Randomness randomness) {
        return new UserId(Ids.fresh(PREFIX, randomness));
    }

    @Override
    public String toString() {
        return value;
    }
}
