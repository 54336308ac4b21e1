package org.sillok.identity.core;

import java.time.Duration;

/** How long a token may live: long enough for a script, short enough for a lost laptop. */
public record TokenLifetime(Duration value) {
    private static final Duration MIN = Duration.ofMinutes(1);
    private static final Duration MAX = Duration.ofDays(90);

    public TokenLifetime {
        if (value.compareTo(MIN) < 0 || value.compareTo(MAX) > 0) {
            throw new IllegalArgumentException("PT1M to P90D");
        }
    }
}
