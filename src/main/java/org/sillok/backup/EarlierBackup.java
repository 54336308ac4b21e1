package org.sillok.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.backup.core.BackupFile.Role;
import org.sillok.backup.core.BackupManifest;
import org.sillok.backup.core.LogHead;
import org.sillok.kernel.Bytes;
import org.sillok.log.KeptHeads;
import org.sillok.log.core.Checkpoint;
import org.sillok.log.core.InvalidNoteException;
import org.sillok.log.core.InvalidProofException;
import org.sillok.storage.NoSuchObjectException;
import org.sillok.storage.ObjectStore;

/**
 * The backup that a directory has already. It may be the only good one, so another takes its place only after it was shown to
 * continue it: a repository that has just begun, another one, or a database that was set back is no reason to lose it.
 */
final class EarlierBackup {
    private final BackupDirectory directory;
    private final Containers containers;
    private final BackupManifest manifest;
    private final Optional<ObjectList> list;

    private EarlierBackup(
            BackupDirectory directory, Containers containers, BackupManifest manifest, Optional<ObjectList> list) {
        this.directory = directory;
        this.containers = containers;
        this.manifest = manifest;
        this.list = list;
    }

    /**
     * The one in {@code directory}, if there is one.
     *
     * @throws BackupException if it cannot be believed: then nobody here can say what it is, and it stays
     */
    static Optional<EarlierBackup> in(BackupDirectory directory, Containers containers) throws IOException {
        if (directory.manifest().isEmpty()) {
            return Optional.empty();
        }
        BackupCheck check = new BackupCheck(directory, containers);
        BackupManifest manifest;
        try {
            manifest = check.manifest().manifest();
        } catch (BackupException e) {
            throw new BackupException(
                    "The directory has a backup that does not open with this passphrase, or was altered. Nothing was"
                            + " changed: name a new directory.",
                    e);
        }
        return Optional.of(new EarlierBackup(directory, containers, manifest, check.list(manifest)));
    }

    /** Its objects, if their list can be believed. */
    Optional<ObjectList> list() {
        return list;
    }

    /**
     * Each of its logs has gone on.
     *
     * @param now the logs of whoever wants to take its place
     * @param source has their tiles, or some of them: the directory has others
     * @throws BackupException unless every log is there, not smaller, and its newest signed tree contains what this backup has
     *     as signed
     */
    void requireContinued(List<LogHead> now, ObjectStore source) {
        for (int i = 0; i < manifest.logs().size(); i++) {
            LogHead log = manifest.logs().get(i);
            Bytes note = manifest.stored().get(i).checkpoint();
            LogHead same = now.stream()
                    .filter(each -> each.origin().equals(log.origin())
                            && each.vkey().equals(log.vkey())
                            && each.size() >= log.size())
                    .findFirst()
                    .orElseThrow(() -> another(null));
            if (note != null) {
                requireContinued(note, same, source);
            }
        }
    }

    private void requireContinued(Bytes note, LogHead now, ObjectStore source) {
        Bytes newest = now.checkpoint();
        if (newest == null) {
            throw another(null);
        }
        try {
            KeptHeads heads = new KeptHeads(Path.of("."), now.origin(), now.vkey());
            Checkpoint old = heads.require(note);
            Checkpoint head = heads.require(newest);
            if (old.size() > head.size()) {
                throw another(null);
            }
            LogTiles.requireContinued(
                    old, head, LogTiles.of(source, now.origin()), LogTiles.of(directory.objects(), now.origin()));
        } catch (InvalidNoteException | InvalidProofException | NoSuchObjectException e) {
            throw another(e);
        }
    }

    private static BackupException another(@Nullable Throwable cause) {
        return new BackupException(
                "The directory has a backup of another repository, or of a later moment than this database has; or the tree of"
                        + " the log is damaged (run sillok audit). Nothing was changed: name a new directory.",
                cause);
    }

    /** The key files in it; none if they are not what was written. */
    Map<String, byte[]> keys() {
        Map<String, byte[]> keys = new LinkedHashMap<>();
        try {
            containers.read(directory, manifest.file(Role.KEYS), (name, bytes) -> keys.put(name, bytes.readAllBytes()));
            return keys;
        } catch (IOException | BackupException e) {
            return Map.of();
        }
    }
}
