package org.sillok.kernel;

/** Identifies one stored object: the encrypted bytes of one file. See {@link Ids} for the form. */
public record ObjectId(String value) {
    public static final String PREFIX = "obj";

    public ObjectId {
        Ids.check(PREFIX, value);
    }

    public static ObjectId fresh(Randomness randomness) {
        return new ObjectId(Ids.fresh(PREFIX, randomness));
    }

    @Override
    public String toString() {
        return value;
    }
}
