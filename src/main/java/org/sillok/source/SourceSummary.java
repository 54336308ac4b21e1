package org.sillok.source;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.SourceId;
import org.sillok.source.core.Pseudonym;
import org.sillok.source.core.SourceKind;
import org.sillok.source.core.SourceProfile;

/**
 * One line of a list.
 *
 * @param profile null while the source's key cannot be used, or if it was destroyed
 */
public record SourceSummary(
        SourceId id,
        SourceKind kind,
        Pseudonym pseudonym,
        @Nullable SourceProfile profile,
        Instant createdAt) {}
