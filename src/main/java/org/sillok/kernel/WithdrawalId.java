package org.sillok.kernel;

/** Identifies a withdrawal. See {@link Ids} for the form. */
public record WithdrawalId(String value) {
    public static final String PREFIX = "wdr";

    public WithdrawalId {
        Ids.check(PREFIX, value);
    }

    public static WithdrawalId fresh(Randomness randomness) {
        return new WithdrawalId(Ids.fresh(PREFIX, randomness));
    }

    @Override
    public String toString() {
        return value;
    }
}
