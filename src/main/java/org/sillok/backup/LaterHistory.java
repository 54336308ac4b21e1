package org.sillok.backup;

import java.util.List;
import org.sillok.backup.core.BackupManifest;
import org.sillok.kernel.Bytes;

/**
 * What is known of the log since the backup.
 *
 * @param checkpoints the newest of each log that anybody kept: this machine, the replica, or whoever restores
 * @param storeSurvived whether the restore goes beside the object store itself, which has everything that was signed; see
 *     {@link RestoreRun#requireSurvived}
 * @param word what the operator says of it
 */
public record LaterHistory(List<Bytes> checkpoints, boolean storeSurvived, Word word) {
    /** Nothing. */
    public static final LaterHistory UNKNOWN = new LaterHistory(List.of(), false, Word.NONE);

    public LaterHistory {
        checkpoints = List.copyOf(checkpoints);
    }

    /** What the operator says of the time since the backup. */
    public enum Word {
        NONE,
        /** The service that the backup is of has not run since, and will not. */
        STOPPED,
        /** Whatever the log signed since is given up; that goes on the record. */
        GIVEN_UP
    }

    public boolean isGivenUp() {
        return word == Word.GIVEN_UP;
    }

    /**
     * Whether the restored log has to stay closed, because it most likely signed more than the backup has: going on from
     * there would be a second history, even where nobody can show the first. A backup of a running service never has all,
     * that of a stopped one has unless it was started again.
     */
    public boolean isClosing(BackupManifest backup) {
        boolean hasAll = backup.closed() && word == Word.STOPPED;
        return backup.log().isPresent() && !storeSurvived && !hasAll && !isGivenUp();
    }
}
