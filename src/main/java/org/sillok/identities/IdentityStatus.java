package org.sillok.identities;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.SourceId;
import org.sillok.kernel.UserId;

/**
 * Whether a source's identity is recorded; nothing of what it says.
 *
 * @param version 0 if none is
 */
public record IdentityStatus(
        SourceId source,
        int version,
        @Nullable Instant recordedAt,
        @Nullable UserId recordedBy) {}
