package org.sillok.time;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.time.core.Stamp;

/**
 * How trusted time is doing, as far as this process knows.
 *
 * @param authorities one line for each that is configured; none means that nothing is stamped
 * @param failing whether the worker itself fails and will try again
 * @param silence how long ago the worker gave its last sign of life; zero if none works here
 * @param stalled whether that is longer than anything it does may take
 */
public record TimeStatus(List<Line> authorities, boolean failing, Duration silence, boolean stalled) {
    public TimeStatus {
        authorities = List.copyOf(authorities);
    }

    /**
     * One authority.
     *
     * @param newest its time-stamp of the newest round, or null before the first
     * @param time the latest time it has proven, or null
     * @param difference that time less this service's own when it came, or null
     */
    public record Line(
            String authority,
            @Nullable Stamp newest,
            @Nullable Instant time,
            @Nullable Duration difference) {}

    public boolean isConfigured() {
        return !authorities.isEmpty();
    }

    /** Whether every authority has stamped the newest round, or is being asked for the first time. */
    public boolean isWell() {
        return !failing
                && !stalled
                && authorities.stream().map(Line::newest).allMatch(stamp -> stamp == null || stamp.problem() == null);
    }
}
