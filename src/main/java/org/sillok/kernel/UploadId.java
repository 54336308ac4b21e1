package org.sillok.kernel;

/** Identifies an upload: bytes on their way to a deposit. See {@link Ids} for the form. */
public record UploadId(String value) {
    public static final String PREFIX = "upl";

    public UploadId {
        Ids.check(PREFIX, value);
    }

    public static UploadId fresh(Randomness randomness) {
        return new UploadId(Ids.fresh(PREFIX, randomness));
    }

    @Override
    public String toString() {
        return value;
    }
}
