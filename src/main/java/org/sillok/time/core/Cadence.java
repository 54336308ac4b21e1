package org.sillok.time.core;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When the next checkpoint is due to be stamped. Counts on a clock that only goes forward; the time of day matters once,
 * when a process begins and has to guess how long ago the last round was. So a clock that jumps neither stalls the
 * stamping nor makes it race. One thread uses it.
 */
public final class Cadence {
    private final Duration every;
    private boolean begun;
    private long round;
    private long since;

    public Cadence(Duration every) {
        if (every.isNegative() || every.isZero()) {
            throw new IllegalArgumentException("an interval is positive");
        }
        this.every = every;
    }

    /**
     * Takes note of the newest round, whoever began it.
     *
     * @param newest its size, or -1 if there is none
     * @param startedAt when it began by the clock of whoever began it, or null if there is none
     * @param nanos the reading of the clock that only goes forward
     */
    public void saw(long newest, @Nullable Instant startedAt, Instant now, long nanos) {
        if (begun && newest == round) {
            return;
        }
        since = nanos - (begun ? 0 : age(startedAt, now).toNanos());
        round = newest;
        begun = true;
    }

    /** A round from the future tells nothing of its age: better one round too early than none. */
    private Duration age(@Nullable Instant startedAt, Instant now) {
        if (startedAt == null || startedAt.isAfter(now)) {
            return every;
        }
        Duration age = Duration.between(startedAt, now);
        return age.compareTo(every) > 0 ? every : age;
    }

    public boolean isDue(long nanos) {
        return begun && nanos - since >= every.toNanos();
    }
}
