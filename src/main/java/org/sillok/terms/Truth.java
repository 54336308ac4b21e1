package org.sillok.terms;

/** Four-valued: a missing fact and a condition that cannot be evaluated are not the same, and neither permits. */
public enum Truth {
    TRUE,
    FALSE,
    UNKNOWN,
    ERROR;

    public static Truth of(boolean value) {
        return value ? TRUE : FALSE;
    }

    /** False wins, then error, then unknown. */
    public Truth and(Truth other) {
        if (this == FALSE || other == FALSE) {
            return FALSE;
        }
        return this == ERROR || other == ERROR ? ERROR : this == UNKNOWN || other == UNKNOWN ? UNKNOWN : TRUE;
    }

    public Truth not() {
        return switch (this) {
            case TRUE -> FALSE;
            case FALSE -> TRUE;
            default -> this;
        };
    }
}
