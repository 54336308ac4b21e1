package org.sillok.evidence;

import java.time.Instant;
import org.sillok.evidence.core.ItemMetadata;
import org.sillok.kernel.ItemId;

/** One line of a list. */
public record ItemSummary(
        ItemId id, ItemMetadata metadata, int metadataRevision, int latestVersion, Instant depositedAt) {}
