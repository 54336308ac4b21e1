package org.sillok.succession.core;

import java.util.Optional;

/** Why an item stays. Names are stored and part of packages: never rename. */
public enum Withholding {
    /** Somebody who may ask for that wants it to be erased: nobody new receives it. */
    ERASURE_ASKED,
    /** A restore forgot what holds it back. */
    CLOSED,
    /** Other organisations deposited it as well, and this one cannot decide for them. */
    JOINT_DEPOSITORS;

    /** The first reason there is; empty if the item goes. */
    public static Optional<Withholding> of(boolean toBeErased, boolean closed, boolean joint) {
        if (toBeErased) {
            return Optional.of(ERASURE_ASKED);
        }
        if (closed) {
            return Optional.of(CLOSED);
        }
        return joint ? Optional.of(JOINT_DEPOSITORS) : Optional.empty();
    }
}
