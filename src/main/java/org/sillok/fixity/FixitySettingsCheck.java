package org.sillok.fixity;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Looks at the settings once, at the start: a round that never comes looks like one that found nothing. */
@ApplicationScoped
class FixitySettingsCheck {
    private static final int HIGHEST_RATE = 100_000;
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(366);

    void onStart(@Observes StartupEvent start, FixityConfig config) {
        check(config);
    }

    /** Throws {@link FixitySettingException} for the first that cannot be used. */
    static void check(FixityConfig config) {
        require(
                config.rate() >= 1 && config.rate() <= HIGHEST_RATE,
                "rate",
                config.rate(),
                "from 1 to " + HIGHEST_RATE + " (MiB a second)");
        require(
                config.every().compareTo(SHORTEST) >= 0 && config.every().compareTo(LONGEST) <= 0,
                "every",
                config.every(),
                "from " + SHORTEST + " to P366D");
    }

    private static void require(boolean holds, String setting, Object value, String allowed) {
        if (!holds) {
            throw new FixitySettingException(setting, value, allowed);
        }
    }
}
