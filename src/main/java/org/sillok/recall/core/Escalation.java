package org.sillok.recall.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What follows when a recipient is silent: a reminder halfway, and when the time is over that is said, and said again in
 * regular steps. What a stopped service has missed is not made up for: of all that is due, the last counts, once.
 */
public final class Escalation {
    private Escalation() {}

    /** What is done. */
    public enum Kind {
        REMIND,
        OVERDUE
    }

    /** What is done now, and when to look again. */
    public record Step(Kind kind, Instant next) {}

    /** When to look for the first time: half of the time to answer is over. */
    public static Instant first(Instant issued, Instant respondBy) {
        return issued.plusMillis(Duration.between(issued, respondBy).toMillis() / 2);
    }

    /**
     * The step that is due at {@code now}; empty if none is.
     *
     * @param due when the next step was to come
     * @param repeat how long after it was said that the time is over it is said again
     */
    public static Optional<Step> step(Instant due, Instant respondBy, Duration repeat, Instant now) {
        if (now.isBefore(due)) {
            return Optional.empty();
        }
        return Optional.of(
                now.isBefore(respondBy) ? new Step(Kind.REMIND, respondBy) : new Step(Kind.OVERDUE, now.plus(repeat)));
    }
}
