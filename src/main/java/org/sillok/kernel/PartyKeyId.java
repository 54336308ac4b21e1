package org.sillok.kernel;

/** Identifies a registered key of a party. See {@link Ids} for the form. */
public record PartyKeyId(String value) {
    public static final String PREFIX = "key";

    public PartyKeyId {
        Ids.check(PREFIX, value);
    }

    public static PartyKeyId fresh(Randomness randomness) {
        return new PartyKeyId(Ids.fresh(PREFIX, randomness));
    }

    @Override
    public String toString() {
        return value;
    }
}
