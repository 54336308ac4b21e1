package org.sillok.terms;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Timestamps;

/**
 * Of a consent for somebody who was a minor: when they come of age (null: not known), and whether they have said it again
 * themselves since.
 */
public record Majority(@Nullable Instant at, boolean reaffirmed) {
    public Majority {
        at = at == null ? null : Timestamps.truncate(at);
    }
}
