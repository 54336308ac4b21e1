package org.sillok.log;

import java.util.List;

/**
 * What a rebuild of the log did, or with {@code --check} would do.
 *
 * @param before entries in the database's tree
 * @param size entries in the tree now
 * @param numbers places of entries that the database had lost
 * @param requeued entries that have a number and a record and were in no tree yet: the leader puts them in
 * @param released entries that waited for a number although the log had them
 * @param lostRecords entries whose record is lost: their statements cannot be brought back from here
 * @param heads the signed checkpoints that were compared, in words
 */
public record RebuildReport(
        String origin,
        long before,
        long size,
        long numbers,
        long requeued,
        long released,
        long lostRecords,
        List<String> heads) {
    public RebuildReport {
        heads = List.copyOf(heads);
    }

    /** Whether the database lacked anything of the log. */
    public boolean wasBehind() {
        return before < size || numbers > 0 || requeued > 0 || released > 0;
    }
}
