package org.sillok.log;

import java.time.Duration;

/** Looks at the settings once, at the start: a log that seems to work with them is worse than one that does not start. */
final class LogSettingsCheck {
    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(2);
    private static final Duration LONGEST_RECHECK = Duration.ofMinutes(1);
    private static final Duration LONGEST_LINGER = Duration.ofMillis(50);

    private LogSettingsCheck() {}

    /** Throws {@link LogSettingException} for the first that cannot be used. */
    static void check(LogConfig config) {
        require(config.batch() >= 1, "batch", config.batch(), "at least 1");
        require(
                config.lease().compareTo(SHORTEST_LEASE) >= 0,
                "lease",
                config.lease(),
                "at least " + SHORTEST_LEASE + ": a shorter one ends the session of a leader that is only busy");
        // The leader's session lives on while it pauses between two looks.
        require(
                isPositive(config.recheck()) && config.recheck().compareTo(LONGEST_RECHECK) < 0,
                "recheck",
                config.recheck(),
                "more than nothing and less than " + LONGEST_RECHECK);
        require(
                !config.linger().isNegative() && config.linger().compareTo(LONGEST_LINGER) <= 0,
                "linger",
                config.linger(),
                "at most " + LONGEST_LINGER);
        require(isPositive(config.integrateEvery()), "integrate-every", config.integrateEvery(), "more than nothing");
    }

    private static boolean isPositive(Duration length) {
        return !length.isZero() && !length.isNegative();
    }

    private static void require(boolean holds, String setting, Object value, String allowed) {
        if (!holds) {
            throw new LogSettingException(setting, value, allowed);
        }
    }
}
