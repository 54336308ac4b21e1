package org.sillok.bundle;

import org.sillok.request.Sealable;

/** Says in words why nothing may be sealed. */
final class Obstacles {
    private Obstacles() {}

    static String words(Sealable.Obstacle obstacle) {
        return switch (obstacle) {
            case ABSENT -> "There is no such request.";
            case AMENDED -> "The request is of another revision by now. Read it again.";
            case ENDED -> "The request was withdrawn, or its time is over.";
            case UNDECIDED -> "Something of the request may still be decided, answered or approved.";
            case NOTHING_GRANTED -> "Nothing of the request would be handed over.";
            case BASIS_CHANGED -> "What was approved is not what would be decided now, or an approval counts no more.";
        };
    }
}
