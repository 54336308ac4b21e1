package org.sillok.evidence;

import java.util.List;
import org.sillok.evidence.core.VersionDescription;
import org.sillok.kernel.ItemId;
import org.sillok.vault.SubjectKeys;

/** A version to record for an item that exists: its files are durable, sealed under the item's keys. */
public record NewVersion(ItemId item, SubjectKeys keys, VersionDescription description, List<NewFile> files) {
    public NewVersion {
        files = List.copyOf(files);
    }
}
