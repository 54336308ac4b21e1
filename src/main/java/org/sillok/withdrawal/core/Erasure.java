package org.sillok.withdrawal.core;

/** How far what was asked to be erased is. Until it is done, it is held back like something restricted. */
public enum Erasure {
    NOT_ASKED,
    PENDING,
    /** Somebody is bound to keep it, for example under an order. It waits, and is not shared meanwhile. */
    WAITS_FOR_HOLD,
    /** The keys of everything that it reached are destroyed. */
    DONE;

    /**
     * How far what a withdrawal asks for is.
     *
     * @param stands whether the withdrawal has not been lifted
     * @param left whether something that it reached is not destroyed yet
     * @param blocked whether something forbids to destroy what is left
     */
    public static Erasure of(Level level, boolean stands, boolean left, boolean blocked) {
        if (level != Level.ERASE || !stands) {
            return NOT_ASKED;
        }
        if (!left) {
            return DONE;
        }
        return blocked ? WAITS_FOR_HOLD : PENDING;
    }
}
