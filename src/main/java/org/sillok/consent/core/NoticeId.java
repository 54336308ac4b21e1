package org.sillok.consent.core;

import org.sillok.kernel.Ids;
import org.sillok.kernel.Randomness;

/** Identifies a notice through all its versions. See {@link Ids} for the form. */
public record NoticeId(String value) {
    public static final String PREFIX = "ntc";

    public NoticeId {
        Ids.check(PREFIX, value);
    }

    public static NoticeId fresh(Randomness randomness) {
        return new NoticeId(Ids.fresh(PREFIX, randomness));
    }

    @Override
    public String toString() {
        return value;
    }
}
