package org.sillok.time;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The settings of trusted time for tests. */
record TimeSettings(Map<String, String> authorities, Optional<Path> roots, Optional<String> policy, int maxResponse)
        implements TimeConfig {
    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(2);
    }

    @Override
    public Retry retry() {
        return new Retry() {
            @Override
            public Duration first() {
                return Duration.ofSeconds(10);
            }

            @Override
            public Duration longest() {
                return Duration.ofMinutes(10);
            }
        };
    }
}
