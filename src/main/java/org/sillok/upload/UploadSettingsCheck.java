package org.sillok.upload;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Looks at the settings once, at the start: whoever uploads should not be the one who finds out. */
@ApplicationScoped
class UploadSettingsCheck {
    private static final long SMALLEST_SEGMENT = 64 * 1024;
    private static final Duration SHORTEST_AGE = Duration.ofHours(1);

    void onStart(@Observes StartupEvent start, UploadConfig config) {
        check(config);
    }

    /** Throws {@link UploadSettingException} for the first that cannot be used. */
    static void check(UploadConfig config) {
        require(
                config.maxSize().asLongValue() >= 1,
                "max-size",
                config.maxSize().asLongValue(),
                "at least 1");
        require(config.maxOpen() >= 1, "max-open", config.maxOpen(), "at least 1");
        require(isPositive(config.expiry()), "expiry", config.expiry(), "more than nothing");
        require(
                config.segmentSize().asLongValue() >= SMALLEST_SEGMENT,
                "segment-size",
                config.segmentSize().asLongValue(),
                "at least 64K: each segment is an object and a transaction");
        require(isPositive(config.segmentTime()), "segment-time", config.segmentTime(), "more than nothing");
        long needed = -Math.floorDiv(
                -config.maxSize().asLongValue(), config.segmentSize().asLongValue());
        require(
                config.maxSegments() >= needed,
                "max-segments",
                config.maxSegments(),
                "at least " + needed + ": the largest upload has as many");
        require(
                config.leftoverAge().compareTo(SHORTEST_AGE) >= 0,
                "leftover-age",
                config.leftoverAge(),
                "at least " + SHORTEST_AGE + ": what is on its way would be swept");
    }

    private static boolean isPositive(Duration length) {
        return !length.isZero() && !length.isNegative();
    }

    private static void require(boolean holds, String setting, Object value, String allowed) {
        if (!holds) {
            throw new UploadSettingException(setting, value, allowed);
        }
    }
}
