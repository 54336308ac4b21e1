package org.sillok.withdrawal.core;

import org.sillok.kernel.Ids;
import org.sillok.kernel.Randomness;

/** Identifies a report that something was passed on. See {@link Ids} for the form. */
public record OnwardId(String value) {
    public static final String PREFIX = "onw";

    public OnwardId {
        Ids.check(PREFIX, value);
    }

    public static OnwardId fresh(Randomness randomness) {
        return new OnwardId(Ids.fresh(PREFIX, randomness));
    }

    @Override
    public String toString() {
        return value;
    }
}
