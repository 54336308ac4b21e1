package org.sillok.evidence;

import java.util.List;
import org.sillok.evidence.core.ItemMetadata;
import org.sillok.kernel.ItemId;
import org.sillok.vault.SubjectKeys;

/** An item to record: its files are durable, its keys not yet stored. */
public record NewItem(ItemId id, SubjectKeys keys, ItemMetadata metadata, List<NewFile> files) {
    public NewItem {
        files = List.copyOf(files);
    }
}
