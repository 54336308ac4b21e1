package org.sillok.fixity.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One reading of everything.
 *
 * @param next the entry to look at next
 * @param end the entry after the last one of the round: what the logs had when it began
 * @param done entries looked at, of {@code total}
 */
public record Round(
        long number,
        Instant begunAt,
        @Nullable Instant endedAt,
        Spot next,
        Spot end,
        long done,
        long total,
        Counts counts) {
    public static Round beginning(long number, Instant now, Spot end, long total) {
        return new Round(number, now, null, Spot.BEGINNING, end, 0, total, Counts.NONE);
    }

    public boolean isOpen() {
        return endedAt == null;
    }

    public Round at(Spot spot, long entries, Counts counted) {
        return new Round(number, begunAt, endedAt, spot, end, done + entries, Math.max(total, done + entries), counted);
    }

    public Round ended(Instant now) {
        // A log that has become shorter meanwhile is not a round that is complete.
        return new Round(number, begunAt, now, next, end, done, total, counts.withUnnamed(total - done));
    }

    /** When the next round begins after {@code last}: at once if there was none, and not while one is under way. */
    public static Optional<Instant> due(Optional<Round> last, Duration every, Instant now) {
        if (last.isEmpty()) {
            return Optional.of(now);
        }
        return last.filter(round -> !round.isOpen())
                // A beginning in the future is a clock that was wrong, then or now: nothing is concluded from it.
                .map(round ->
                        round.begunAt().isAfter(now) ? now : round.begunAt().plus(every));
    }
}
