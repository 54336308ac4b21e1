package org.sillok.time.core;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When to try again what failed. The stored time of the next attempt is turned, when it is first seen, into a wait on a
 * clock that only goes forward, and never into a longer one than the longest back-off. One thread uses it.
 */
public final class Retries {
    private final Duration longest;
    private final Map<String, Wait> waits = new HashMap<>();

    private record Wait(int attempts, long until) {}

    public Retries(Duration longest) {
        this.longest = longest;
    }

    /**
     * Whether it is time for the next attempt.
     *
     * @param what names what is tried
     * @param attempts how often it was tried: another number is another wait
     * @param next when it was to be tried again by the clock of whoever tried, or null for at once
     */
    public boolean isDue(String what, int attempts, @Nullable Instant next, Instant now, long nanos) {
        Wait wait = waits.get(what);
        if (wait == null || wait.attempts() != attempts) {
            Duration rest = next == null || next.isBefore(now) ? Duration.ZERO : Duration.between(now, next);
            wait = new Wait(attempts, nanos + (rest.compareTo(longest) > 0 ? longest : rest).toNanos());
            waits.put(what, wait);
        }
        return nanos - wait.until() >= 0;
    }

    /** Forgets everything: a newer round makes what was tried for the older one moot. */
    public void clear() {
        waits.clear();
    }
}
