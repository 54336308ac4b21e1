package org.sillok.hold.core;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * What is told of a day that matters to a consent, and when. Whoever sees when it was told learns the month and no more: the
 * day on which somebody comes of age is close to a name.
 */
public enum Coming {
    /** It comes in this month, or came before. */
    DUE,
    /** The month in which the consent ended is over. That it had ended counted from the moment on. */
    OVER;

    /**
     * What is to be told by {@code now}; empty if nothing yet.
     *
     * @param ends whether the consent ends on that day; on any other the person is to be asked again
     */
    public static Optional<Coming> of(boolean ends, Instant day, Instant now) {
        YearMonth due = month(day);
        YearMonth present = month(now);
        if (due.isAfter(present)) {
            return Optional.empty();
        }
        return Optional.of(ends && due.isBefore(present) ? OVER : DUE);
    }

    private static YearMonth month(Instant time) {
        return YearMonth.from(time.atOffset(ZoneOffset.UTC));
    }
}
