package org.sillok.bundle;

import org.sillok.jobs.JobFailedException;
import org.sillok.problem.ProblemCode;
import org.sillok.request.Sealable;

/** Says in words why nothing may be sealed, and what to do about it. */
final class Obstacles {
    /** Something was seen while the bundle was being written. */
    static final String MEANWHILE =
            "What would be handed over changed while the bundle was being sealed: begin the sealing again.";

    private Obstacles() {}

    static JobFailedException failure(Sealable.Obstacle obstacle) {
        return new JobFailedException(ProblemCode.NOT_SEALABLE, words(obstacle), null);
    }

    static String words(Sealable.Obstacle obstacle) {
        return switch (obstacle) {
            case ABSENT -> "There is no such request.";
            case AMENDED -> "The request is of another revision by now. Read it again.";
            case ENDED -> "The request was withdrawn, or its time is over.";
            case UNDECIDED -> "Something of the request may still be decided, answered or approved.";
            case NOTHING_GRANTED -> "Nothing of the request would be handed over.";
            case BASIS_CHANGED ->
                "What was approved is not what would be decided now, or an approval counts no more: the holders have to"
                        + " approve again. If the first certificate of the recipient was confirmed, or its last one ceased to"
                        + " count, after they approved, that is such a change.";
        };
    }
}
