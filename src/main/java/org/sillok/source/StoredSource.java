package org.sillok.source;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Bytes;

/**
 * A source exactly as it is stored: nothing here has been verified.
 *
 * @param profile digest of what the profile says, base64url; null if it cannot be read
 */
public record StoredSource(
        String id,
        String owner,
        String kind,
        @Nullable String profile,
        Instant createdAt,
        List<Correction> corrections) {
    /** In place of the digest of what does not open. */
    public static final String BROKEN = "BROKEN";

    public StoredSource {
        corrections = List.copyOf(corrections);
    }

    /** What was said of it later. */
    public record Correction(
            int revision,
            String owner,
            String kind,
            @Nullable String profile,
            Bytes statement,
            Instant correctedAt) {}
}
