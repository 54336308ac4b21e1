package org.sillok.log;

import java.util.List;
import java.util.Optional;
import org.sillok.kernel.Bytes;

/** The room whose entries these are, while the log is rebuilt: the log itself does not know what a record says. */
public interface EntryKeeper {
    /**
     * The leaf that belongs to a record. No signed root vouches for it, so the keeper must: empty unless this is one of its
     * records and bears its own valid signature.
     */
    Optional<Bytes> leafOf(Bytes record);

    /**
     * The database lacks something of the log. Told before anything is written, so that what the keeper notes outlives a crash;
     * told again by a rebuild that goes on after one.
     *
     * @param treeSize how many entries the database's tree has
     */
    void begin(long treeSize);

    /**
     * Brings the keeper's own tables up to these entries, which come in order, from the first one on. Called again with all
     * of them after an interruption, so what is there already stays.
     */
    void restore(List<RebuiltEntry> entries);
}
