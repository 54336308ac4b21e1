package org.sillok.backup;

import java.nio.file.Path;
import java.util.List;
import org.sillok.backup.core.LogHead;
import org.sillok.kernel.Bytes;
import org.sillok.log.KeptHeads;
import org.sillok.log.core.Checkpoint;
import org.sillok.log.core.InvalidNoteException;
import org.sillok.log.core.InvalidProofException;
import org.sillok.storage.NoSuchObjectException;
import org.sillok.storage.ObjectStore;

/**
 * Whether an object store is the one that survived. That is believed because of what it has, not because somebody says so:
 * beside a bucket of another name, a disk that is not mounted, or an older copy the log would sign a second history.
 */
final class SurvivingStore {
    private final ObjectStore store;
    private final ObjectStore backup;
    private final List<Bytes> kept;

    /** {@code kept}: checkpoints that are known here, of any log. */
    SurvivingStore(ObjectStore store, ObjectStore backup, List<Bytes> kept) {
        this.store = store;
        this.backup = backup;
        this.kept = List.copyOf(kept);
    }

    /**
     * It has everything that the log had signed at the end of the backup.
     *
     * @throws BackupException if it has no signed checkpoint that is as new as the backup's, or one of another history
     */
    void require(LogHead log) {
        try {
            KeptHeads heads = new KeptHeads(Path.of("."), log.origin(), log.vkey());
            Checkpoint head = heads.copyIn(store).orElseThrow(() -> older(log));
            Bytes note = log.checkpoint();
            if (note != null) {
                Checkpoint old = heads.require(note);
                if (old.size() > head.size()) {
                    throw older(log);
                }
                requireContinued(old, head);
            }
            for (Bytes each : kept) {
                // One that is newer than the store is for the guard: the copy is written after the log has signed.
                if (heads.isOfLog(each) && heads.require(each).size() <= head.size()) {
                    requireContinued(heads.require(each), head);
                }
            }
        } catch (InvalidNoteException e) {
            throw new BackupException("The checkpoint in the backup is not one of its log: " + e.getMessage(), e);
        } catch (InvalidProofException | NoSuchObjectException e) {
            throw new BackupException(
                    "The object store's tree of the log " + log.origin()
                            + " does not contain what was signed before, or is"
                            + " damaged. Leave out --keep-objects, with an empty object store.",
                    e);
        }
    }

    private void requireContinued(Checkpoint old, Checkpoint head) throws InvalidProofException {
        LogTiles.requireContinued(old, head, LogTiles.of(store, head.origin()), LogTiles.of(backup, head.origin()));
    }

    private static BackupException older(LogHead log) {
        return new BackupException("The object store has no checkpoint of the log " + log.origin()
                + " that is as new as the backup: it is not the one that survived. Leave out --keep-objects, with an empty"
                + " object store.");
    }
}
