package org.sillok.bundle;

/**
 * What was granted cannot be handed over as its terms demand, so nothing of it is. Thrown while a plan is made, which rolls
 * back; trying again changes nothing. The message says why, for people, and names nobody.
 */
public final class NotSealableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotSealableException(String why) {
        super(why);
    }
}
