package org.sillok.sharing.core;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody else has proven about the time. It is at least that late: from an old proof nothing follows, so only a clock
 * that was set back can be noticed.
 *
 * @param newest the newest time that was proven; null if none was
 * @param limit by how much the service's clock may be behind it
 */
public record ExternalTime(@Nullable Instant newest, Duration limit) {
    /** Nothing was proven. */
    public static final ExternalTime NONE = new ExternalTime(null, Duration.ZERO);

    /** Whether a clock that shows {@code now} is provably wrong. */
    public boolean contradicts(Instant now) {
        return newest != null && newest.isAfter(now.plus(limit));
    }
}
