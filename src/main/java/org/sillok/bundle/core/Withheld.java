package org.sillok.bundle.core;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Something that was asked for and is not in the bundle.
 *
 * @param number its number among those that are named as withheld; empty if not even that is told
 * @param reason the class of reason, as a code
 */
public record Withheld(OptionalInt number, String reason) {
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");

    public Withheld {
        if (!CODE.matcher(reason).matches()
                || (number.isPresent() && (number.getAsInt() < 1 || number.getAsInt() > 9_999))) {
            throw new IllegalArgumentException("a number from 1 to 9999 or none, and a code");
        }
    }
}
