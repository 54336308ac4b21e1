package org.sillok.evidence;

import java.time.Instant;
import java.util.List;
import org.sillok.evidence.core.ItemMetadata;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;

/** An item as its owner sees it: current metadata and every version. */
public record Item(
        ItemId id,
        PartyId owner,
        ItemMetadata metadata,
        int metadataRevision,
        int latestVersion,
        Instant depositedAt,
        List<ItemVersion> versions) {
    public Item {
        versions = List.copyOf(versions);
    }
}
