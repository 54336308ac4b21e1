package org.sillok.evidence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sillok.evidence.core.ItemMetadata;
import org.sillok.kernel.ItemId;

/**
 * One line of a list.
 *
 * @param metadata null while the item's key cannot be used, or if it was destroyed
 * @param erasedAt when its key was destroyed; null if it was not
 */
public record ItemSummary(
        ItemId id,
        @Nullable ItemMetadata metadata,
        int metadataRevision,
        int latestVersion,
        Instant depositedAt,
        @Nullable Instant erasedAt) {}
