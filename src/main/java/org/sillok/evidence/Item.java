package org.sillok.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.sillok.evidence.core.ItemMetadata;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;

/**
 * An item as its owner sees it: current metadata and every version.
 *
 * @param unnamed items that versions were made from and that must not be named to the caller
 */
public record Item(
        ItemId id,
        PartyId owner,
        ItemMetadata metadata,
        int metadataRevision,
        int latestVersion,
        Instant depositedAt,
        List<ItemVersion> versions,
        Set<ItemId> unnamed) {
    public Item {
        versions = List.copyOf(versions);
        unnamed = Set.copyOf(unnamed);
    }
}
