package org.sillok.upload;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How much lies in uploads of all organisations together, for the operator. */
@ApplicationScoped
public class OpenUploads {
    /** Several values are asked for at a time, and need one look. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final AllUploads all;
    private final Clock clock;

    private @Nullable Totals seen;
    private Instant seenAt = Instant.MIN;

    OpenUploads(AllUploads all, Clock clock) {
        this.all = all;
        this.clock = clock;
    }

    /**
     * Uploads that are there, finished ones and expired ones that were not swept yet included.
     *
     * @param bytes that have arrived; what was put together from others counts again
     * @param firstExpiry when the first of them expires or has expired; null: there are none
     */
    public record Totals(long uploads, long bytes, @Nullable Instant firstExpiry) {}

    public synchronized Totals totals() {
        Instant now = clock.instant();
        Totals known = seen;
        if (known == null || Duration.between(seenAt, now).abs().compareTo(FRESH) > 0) {
            known = all.totals();
            seen = known;
            seenAt = now;
        }
        return known;
    }
}
