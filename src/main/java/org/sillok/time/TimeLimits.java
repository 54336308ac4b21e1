package org.sillok.time;

import java.time.Duration;
import org.sillok.crypto.RevocationList;
import org.sillok.crypto.TimeStampToken;

/** What the settings may be, checked before anything is built from them. */
final class TimeLimits {
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(10);

    private TimeLimits() {}

    /** Throws {@link TimeConfigException} for the first setting that cannot be used. */
    static TimeConfig checked(TimeConfig config) {
        within("sillok.time.every", config.every(), LONGEST);
        within("sillok.time.timeout", config.timeout(), LONGEST_ANSWER);
        within("sillok.time.retry.first", config.retry().first(), LONGEST);
        within("sillok.time.retry.longest", config.retry().longest(), LONGEST);
        if (config.retry().longest().compareTo(config.retry().first()) < 0) {
            throw new TimeConfigException("sillok.time.retry.longest is shorter than sillok.time.retry.first: "
                    + config.retry().longest() + " and " + config.retry().first());
        }
        within("sillok.time.max-response", config.maxResponse(), TimeStampToken.MAX_BYTES);
        within("sillok.time.max-revocation-list", config.maxRevocationList(), RevocationList.MAX_BYTES);
        return config;
    }

    private static void within(String key, Duration value, Duration longest) {
        if (value.compareTo(SHORTEST) < 0 || value.compareTo(longest) > 0) {
            throw new TimeConfigException(key + " is not from " + SHORTEST + " to " + longest + ": " + value);
        }
    }

    private static void within(String key, int value, int most) {
        if (value < 1 || value > most) {
            throw new TimeConfigException(key + " is not from 1 to " + most + ": " + value);
        }
    }
}
