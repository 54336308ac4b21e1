package org.sillok.kernel;

/** Identifies a party (an organisation). See {@link Ids} for the form. */
public record PartyId(String value) {
    public static final String PREFIX = "pty";

    public PartyId {
        Ids.check(PREFIX, value);
    }

    public static PartyId fresh(Randomness randomness) {
        return new PartyId(Ids.fresh(PREFIX, randomness));
    }

    @Override
    public String toString() {
        return value;
    }
}
