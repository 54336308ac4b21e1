package org.sillok.time;

import java.time.Duration;

/** When several steps together must be over, on a clock that only goes forward. */
record Deadline(long nanos) {
    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** What is left of the time, but not more than {@code most}; zero or less when it is over. */
    Duration left(Duration most) {
        Duration left = Duration.ofNanos(nanos - System.nanoTime());
        return left.compareTo(most) < 0 ? left : most;
    }
}
