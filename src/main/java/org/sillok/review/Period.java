package org.sillok.review;

import java.time.Duration;
import java.time.Instant;

/**
 * Of which time a review is.
 *
 * @param until exclusive
 */
public record Period(Instant from, Instant until) {
    /** The longest time that one review is about. */
    public static final Duration LONGEST = Duration.ofDays(93);

    public Period {
        if (!from.isBefore(until) || Duration.between(from, until).compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a time of at most " + LONGEST);
        }
    }

    /** The same, but for what is recorded from that time on; the same if it begins later. */
    Period endedBy(Instant time) {
        return time.isAfter(from) && time.isBefore(until) ? new Period(from, time) : this;
    }
}
