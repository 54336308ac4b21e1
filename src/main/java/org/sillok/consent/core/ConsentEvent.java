package org.sillok.consent.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Timestamps;
import org.sillok.terms.ConsentState;

/**
 * One event of a consent.
 *
 * @param number from 1, in the order of recording
 * @param version which version of the consent it is about; null if none is
 * @param by who said it; null where nobody said anything
 * @param saidAt when it was said, which may be long before it was recorded
 * @param confirmed whether a second person confirmed it
 */
public record ConsentEvent(
        int number,
        ConsentState state,
        @Nullable Integer version,
        @Nullable ExpressedBy by,
        Instant saidAt,
        Instant recordedAt,
        boolean confirmed) {
    public ConsentEvent {
        saidAt = Timestamps.truncate(saidAt);
        recordedAt = Timestamps.truncate(recordedAt);
    }
}
