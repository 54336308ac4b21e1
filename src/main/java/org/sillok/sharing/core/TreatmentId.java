package org.sillok.sharing.core;

import org.sillok.kernel.Ids;
import org.sillok.kernel.Randomness;

/** Identifies a treatment. See {@link Ids} for the form. */
public record TreatmentId(String value) {
    public static final String PREFIX = "trt";

    public TreatmentId {
        Ids.check(PREFIX, value);
    }

    public static TreatmentId fresh(Randomness randomness) {
        return new TreatmentId(Ids.fresh(PREFIX, randomness));
    }

    @Override
    public String toString() {
        return value;
    }
}
