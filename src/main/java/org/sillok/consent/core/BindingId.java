package org.sillok.consent.core;

import org.sillok.kernel.Ids;
import org.sillok.kernel.Randomness;

/** Identifies one binding. See {@link Ids} for the form. */
public record BindingId(String value) {
    public static final String PREFIX = "bnd";

    public BindingId {
        Ids.check(PREFIX, value);
    }

    public static BindingId fresh(Randomness randomness) {
        return new BindingId(Ids.fresh(PREFIX, randomness));
    }

    @Override
    public String toString() {
        return value;
    }
}
