package org.sillok.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sillok.kernel.Bytes;
import org.sillok.log.core.Merkle;
import org.sillok.log.core.TileName;
import org.sillok.log.db.LogEntries.Pending;

/**
 * Entries whose number is durable, as their record shows, and that no signed tree has. No root proves them: what lies there
 * and was not signed by the keeper is no entry, and may be a forgery.
 */
final class UnsignedEntries {
    private final StoredRecords records;
    private final EntryKeeper keeper;

    UnsignedEntries(LogStore store, EntryKeeper keeper) {
        this.records = new StoredRecords(store);
        this.keeper = keeper;
    }

    /** Those from {@code first} on without a gap, a bundle at most. Ask in the order of the numbers. */
    List<Pending> from(long first) throws RebuildException {
        List<Pending> entries = new ArrayList<>();
        for (long index = first; index < first + TileName.FULL; index++) {
            Optional<Bytes> record = records.at(index);
            if (record.isEmpty()) {
                return entries;
            }
            Optional<Bytes> leaf = keeper.leafOf(record.get());
            if (leaf.isEmpty()) {
                throw new RebuildException(
                        "the record of entry " + index
                                + ", which no signed checkpoint covers, does not bear a valid signature of the statement key",
                        "rebuild with the statement key that signed it; if that is the one, somebody else wrote or changed this record: keep a copy, put the objects in record/ from that number on back from a copy of the object store, or take them out, and rebuild again");
            }
            entries.add(new Pending(index, Merkle.leafHash(leaf.get().toArray()), leaf.get(), record.get()));
        }
        return entries;
    }
}
