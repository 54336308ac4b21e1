package org.sillok.consent.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Timestamps;

/** The person was a minor. */
public record Minority(@Nullable Instant majorityAt) {
    public Minority {
        majorityAt = majorityAt == null ? null : Timestamps.truncate(majorityAt);
    }
}
