package org.sillok.agreement.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When the parties of an agreement look at it again. */
public final class ReviewDays {
    private ReviewDays() {}

    /**
     * The latest of the days that come every {@code days} after it began; empty before the first. After a long time in which
     * nobody looked that is one day, not all that were missed.
     */
    public static Optional<Instant> latest(Instant startsAt, long days, Instant now) {
        Duration period = Duration.ofDays(days);
        if (days < 1 || now.isBefore(startsAt.plus(period))) {
            return Optional.empty();
        }
        long passed = Duration.between(startsAt, now).dividedBy(period);
        return Optional.of(startsAt.plus(period.multipliedBy(passed)));
    }
}
