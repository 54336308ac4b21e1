package org.sillok.feed.core;

import org.jspecify.annotations.Nullable;

/** How one attempt at a delivery ended. */
public sealed interface Answer {
    /** The receiver answered with this status. */
    record Status(int code) implements Answer {
        public boolean isTaken() {
            return code / 100 == 2;
        }

        public boolean isGone() {
            return code == 410;
        }
    }

    /** There was no answer. */
    record None(DeliveryProblem problem) implements Answer {}

    /** Whether the receiver has taken it. */
    default boolean taken() {
        return this instanceof Status status && status.isTaken();
    }

    /** What is wrong; null if nothing. */
    default @Nullable DeliveryProblem problem() {
        if (this instanceof None none) {
            return none.problem();
        }
        return taken() ? null : DeliveryProblem.REFUSED_BY_RECEIVER;
    }
}
