package org.sillok.hold.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether the time for which a hold was placed is over. */
public final class Lapse {
    private Lapse() {}

    /**
     * A clock that was set forward must not lift a hold: where others prove the time, they have to have proven that it is that
     * late. Where nobody does, the clock has to do.
     *
     * @param until when it ends; null for a hold that does not end by itself
     * @param clock what the service's own clock shows
     * @param proven the newest time that somebody else has proven; null if nobody does
     */
    public static boolean isOver(@Nullable Instant until, Instant clock, @Nullable Instant proven) {
        return until != null && !clock.isBefore(until) && (proven == null || !proven.isBefore(until));
    }
}
