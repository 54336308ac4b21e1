package org.sillok.kernel;

/** Identifies a job: long work with progress. See {@link Ids} for the form. */
public record JobId(String value) {
    public static final String PREFIX = "job";

    public JobId {
        Ids.check(PREFIX, value);
    }

    public static JobId fresh(Randomness randomness) {
        return new JobId(Ids.fresh(PREFIX, randomness));
    }

    @Override
    public String toString() {
        return value;
    }
}
