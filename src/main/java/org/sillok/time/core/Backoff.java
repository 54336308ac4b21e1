package org.sillok.time.core;

import java.time.Duration;

/** How long to wait after a failure: twice as long each time up to a limit, with jitter so that replicas spread. */
public record Backoff(Duration first, Duration longest) {
    private static final int MOST_DOUBLINGS = 30;

    public Backoff {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("the first wait is positive and not longer than the longest");
        }
    }

    /**
     * The wait after the {@code attempts}th failure in a row.
     *
     * @param random from 0 up to 1: the wait is between half of the step and all of it
     */
    public Duration after(int attempts, double random) {
        double step = first.toMillis() * Math.pow(2, Math.min(attempts - 1, MOST_DOUBLINGS));
        double capped = Math.min(step, (double) longest.toMillis());
        return Duration.ofMillis(Math.max(1, (long) (capped * (0.5 + random / 2))));
    }
}
