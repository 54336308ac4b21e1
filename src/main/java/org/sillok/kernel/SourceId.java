package org.sillok.kernel;

/** Identifies a source: the person or organisation that spoke, under a random pseudonym. See {@link Ids} for the form. */
public record SourceId(String value) {
    public static final String PREFIX = "src";

    public SourceId {
        Ids.check(PREFIX, value);
    }

    public static SourceId fresh(Randomness randomness) {
        return new SourceId(Ids.fresh(PREFIX, randomness));
    }

    @Override
    public String toString() {
        return value;
    }
}
