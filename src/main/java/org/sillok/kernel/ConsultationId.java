package org.sillok.kernel;

/** Identifies a consultation: somebody is asked because of a request for sharing. See {@link Ids} for the form. */
public record ConsultationId(String value) {
    public static final String PREFIX = "csl";

    public ConsultationId {
        Ids.check(PREFIX, value);
    }

    public static ConsultationId fresh(Randomness randomness) {
        return new ConsultationId(Ids.fresh(PREFIX, randomness));
    }

    @Override
    public String toString() {
        return value;
    }
}
