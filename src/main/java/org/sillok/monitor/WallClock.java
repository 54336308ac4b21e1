package org.sillok.monitor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.sillok.kernel.Timestamps;

/** This machine's clock, held against a counter that nobody can set. */
final class WallClock {
    /** How far two clocks may be apart without being wrong. */
    static final Duration TOLERANCE = Duration.ofMinutes(1);

    private final Clock clock;
    private final LongSupplier nanos;
    private Instant lastTime;
    private long lastNanos;

    WallClock(Clock clock, LongSupplier nanos) {
        this.clock = clock;
        this.nanos = nanos;
        this.lastTime = clock.instant();
        this.lastNanos = nanos.getAsLong();
    }

    Instant now() {
        return Timestamps.truncate(clock.instant());
    }

    /**
     * Whether the clock was set since this was last asked, or went back behind {@code remembered}. How far it ran while
     * the process did not run cannot be told.
     */
    boolean jumpedSince(Instant remembered) {
        Instant time = clock.instant();
        long count = nanos.getAsLong();
        Duration difference =
                Duration.between(lastTime, time).minusNanos(count - lastNanos).abs();
        lastTime = time;
        lastNanos = count;
        return difference.compareTo(TOLERANCE) > 0 || time.plus(TOLERANCE).isBefore(remembered);
    }
}
