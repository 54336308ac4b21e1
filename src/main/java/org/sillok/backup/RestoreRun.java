package org.sillok.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sillok.backup.core.BackupFile.Role;
import org.sillok.backup.core.BackupManifest;
import org.sillok.backup.core.CopiedTable;
import org.sillok.backup.core.LogHead;
import org.sillok.backup.core.ObjectLine;
import org.sillok.backup.db.DatabaseCopyException;
import org.sillok.backup.db.DatabaseLoad;
import org.sillok.backup.db.Migrations;
import org.sillok.crypto.DigestedOutput;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.log.KeptHeads;
import org.sillok.log.core.InvalidNoteException;
import org.sillok.storage.Draft;
import org.sillok.storage.ObjectExistsException;
import org.sillok.storage.ObjectInfo;
import org.sillok.storage.ObjectName;
import org.sillok.storage.ObjectStore;
import org.sillok.storage.StorageException;

/**
 * Puts a backup into an empty place. First everything is read and compared; only then anything is written, in steps that may
 * be cut off anywhere and done again. The caller sees to it that nothing starts over the place before {@link #into} has
 * returned.
 */
public final class RestoreRun {
    private final BackupDirectory directory;
    private final Containers containers;
    private final BackupManifest manifest;
    private final Digest digest;
    private final Set<String> damaged;

    private RestoreRun(
            BackupDirectory directory, Containers containers, BackupCheck.Authentic authentic, Set<String> damaged) {
        this.directory = directory;
        this.containers = containers;
        this.manifest = authentic.manifest();
        this.digest = authentic.digest();
        this.damaged = Set.copyOf(damaged);
    }

    /**
     * Reads the whole backup.
     *
     * @throws BackupException if anything in it is not what was written; the message names the first such thing
     */
    public static RestoreRun verified(Path folder, char[] passphrase, Clock clock, BackupProgress progress) {
        return verified(folder, passphrase, clock, progress, false);
    }

    /** The same, but goes on without stored files that are damaged or gone: they are {@link #missing()} then. */
    public static RestoreRun verifiedExceptFiles(Path folder, char[] passphrase, Clock clock, BackupProgress progress) {
        return verified(folder, passphrase, clock, progress, true);
    }

    private static RestoreRun verified(
            Path folder, char[] passphrase, Clock clock, BackupProgress progress, boolean exceptFiles) {
        BackupDirectory directory = new BackupDirectory(folder, clock);
        Containers containers = new Containers(passphrase);
        try {
            BackupCheck check = new BackupCheck(directory, containers);
            BackupCheck.Authentic authentic = check.manifest();
            List<String> differences = check.differences(authentic.manifest(), progress);
            if (!differences.isEmpty() && !(exceptFiles && check.isOnlyFiles())) {
                throw new BackupException("The backup is not what was written: " + String.join(" ", differences));
            }
            return new RestoreRun(directory, containers, authentic, check.damagedFiles());
        } catch (IOException | StorageException e) {
            throw new BackupException("The backup in " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** What it consists of. */
    public BackupManifest manifest() {
        return manifest;
    }

    /** What was recorded and does not come back. */
    public List<String> missing() {
        return Stream.concat(manifest.missing().stream(), damaged().stream()).toList();
    }

    /** Of that, what the backup had when it was taken, and has lost or damaged since. */
    public List<String> damaged() {
        return damaged.stream().sorted().toList();
    }

    /** The digest by which the backup is known. */
    public Digest digest() {
        return digest;
    }

    /**
     * To be asked before the first attempt, and not before a repeated one.
     *
     * @param keepObjects whether the object store may have objects already: those stay, and what they lack is added
     * @throws BackupException if the place is not empty
     */
    public static void requireEmpty(RestoreTarget target, boolean keepObjects) {
        try (Stream<ObjectName> names = target.objects().list("")) {
            if (!DatabaseLoad.isEmpty(target.ownerDatabase())) {
                throw new BackupException("The database is not empty: a restore needs an empty one.");
            }
            if (!keepObjects && names.findAny().isPresent()) {
                throw new BackupException(
                        "The object store is not empty: a restore needs an empty one, or --keep-objects to add to it.");
            }
        } catch (StorageException | DatabaseCopyException e) {
            throw new BackupException("The restore cannot begin: " + e.getMessage() + ".", e);
        }
    }

    /**
     * To be asked before the first attempt that goes beside what an object store has, and not before a repeated one: then the
     * restore itself may have written what is looked for.
     *
     * @param kept checkpoints that are known here
     * @throws BackupException if it is not the store that the backup is of, with all that was signed until the backup
     */
    public void requireSurvived(RestoreTarget target, List<Bytes> kept) {
        SurvivingStore store = new SurvivingStore(target.objects(), directory.objects(), kept);
        try {
            manifest.stored().forEach(store::require);
        } catch (StorageException e) {
            throw new BackupException("The restore cannot begin: " + e.getMessage() + ".", e);
        }
    }

    /**
     * Writes everything; what an attempt that was cut off has written already stays.
     *
     * @param later decides whether the restored log may go on
     * @throws BackupException in one line, if something is there that does not belong there, or cannot be written
     */
    public void into(RestoreTarget target, LaterHistory later, BackupProgress progress) {
        try {
            boolean done = DatabaseLoad.isDone(target.ownerDatabase(), target.restore());
            Migrations migrations = new Migrations(target.ownerDatabase(), target.appRole());
            if (!migrations.know(manifest.migrations())) {
                throw new BackupException("The backup is of another version of the program (database version "
                        + manifest.migrations().get(manifest.migrations().size() - 1)
                        + "): restore it with the release that made it, or with a newer one.");
            }
            restoreKeys(target);
            // Before anything that a service could start over.
            restoreHeads(target.objects(), later);
            restoreObjects(target.objects(), later, progress);
            if (!done) {
                migrations.to(manifest.migrations());
                restoreRows(target, later);
            }
            migrations.onwards();
        } catch (InvalidNoteException e) {
            throw new BackupException("The checkpoint in the backup is not one of its log: " + e.getMessage(), e);
        } catch (StorageException | DatabaseCopyException e) {
            throw new BackupException(
                    "The restore failed: " + e.getMessage() + ". Repeat it when that is repaired.", e);
        } catch (IOException | UncheckedIOException e) {
            throw new BackupException("The restore failed: " + e.getMessage(), e);
        }
    }

    private void restoreKeys(RestoreTarget target) throws IOException {
        KeyFiles files = new KeyFiles(target.settings(), target.dataDirectory());
        Map<String, byte[]> keys = new LinkedHashMap<>();
        // Not written until the whole container has proved to be what was verified: its cipher alone shows no change.
        read(Role.KEYS, (name, bytes) -> keys.put(name, bytes.readAllBytes()));
        for (Map.Entry<String, byte[]> key : keys.entrySet()) {
            Optional<KeyFiles.KeyFile> file = files.find(key.getKey());
            if (file.isPresent()) {
                file.get().restore(key.getValue());
            }
        }
    }

    /**
     * The newest checkpoint that is known, of which the guard takes less for a database that was set back. Of every log: which
     * one goes on is for the settings to say, and they may change.
     */
    private void restoreHeads(ObjectStore target, LaterHistory later) throws InvalidNoteException {
        for (LogHead log : manifest.stored()) {
            KeptHeads heads = new KeptHeads(Path.of("."), log.origin(), log.vkey());
            if (later.isClosing(manifest)) {
                heads.hold(target);
            }
            Bytes note = log.checkpoint();
            if (note != null) {
                heads.raiseCopy(target, note);
            }
            for (Bytes kept : later.checkpoints()) {
                if (heads.isOfLog(kept)) {
                    heads.raiseCopy(target, kept);
                }
            }
        }
    }

    private void restoreObjects(ObjectStore target, LaterHistory later, BackupProgress progress) throws IOException {
        long[] done = new long[1];
        Set<String> holds =
                manifest.logs().stream().map(log -> LogScope.hold(log.origin())).collect(Collectors.toSet());
        new ObjectList(directory, manifest).each(line -> {
            ObjectName name = new ObjectName(line.name());
            if (damaged.contains(line.name())) {
                progress.at(++done[0], manifest.objects());
                return;
            }
            if (target.stat(name).isPresent()) {
                requireSame(line, name, target, later.storeSurvived());
            } else if (!holds.contains(line.name()) || !later.isGivenUp()) {
                restore(line, name, target);
            }
            progress.at(++done[0], manifest.objects());
        });
    }

    /** What survived is for the audit to judge: it would read all of it, and one damaged object must not end a restore. */
    private void requireSame(ObjectLine line, ObjectName name, ObjectStore target, boolean survived)
            throws IOException {
        boolean same = survived
                ? target.stat(name)
                        .map(ObjectInfo::length)
                        .equals(directory.objects().stat(name).map(ObjectInfo::length))
                : ObjectTransfer.digest(target, name).equals(line.sha256());
        if (!same) {
            throw new BackupException("There is another object " + name + " in the object store.");
        }
    }

    private void restore(ObjectLine line, ObjectName name, ObjectStore target) throws IOException {
        try (SeekableByteChannel in = directory.objects().open(name);
                Draft draft = target.draft(name)) {
            DigestedOutput digested = new DigestedOutput(draft.body());
            Channels.newInputStream(in).transferTo(digested);
            if (!digested.sha256().equals(line.sha256())) {
                throw new BackupException("The object " + name + " of the backup changed while it was read.");
            }
            draft.publish();
        } catch (ObjectExistsException e) {
            throw new BackupException("Somebody else writes into the object store: " + name + " is there now.", e);
        }
    }

    private void restoreRows(RestoreTarget target, LaterHistory later) throws IOException {
        List<CopiedTable> tables = manifest.tables();
        try (DatabaseLoad load = DatabaseLoad.begin(
                target.ownerDatabase(), tables.stream().map(CopiedTable::table).toList())) {
            for (Role role : List.of(Role.DATABASE, Role.VAULT)) {
                Deque<CopiedTable> expected = new ArrayDeque<>(tables.stream()
                        .filter(each -> DatabaseContainers.roleOf(each.table()) == role)
                        .toList());
                read(role, (name, bytes) -> {
                    CopiedTable next = expected.poll();
                    if (next == null || !DatabaseContainers.partOf(next.table()).equals(name)) {
                        throw new BackupException(
                                "The container has a part " + name + " that the manifest does not name.");
                    }
                    long rows = load.copy(next.table(), bytes);
                    if (rows != next.rows()) {
                        throw new BackupException("The table " + next.table().qualifiedName() + " has " + rows
                                + " rows instead of " + next.rows() + ".");
                    }
                });
                if (!expected.isEmpty()) {
                    throw new BackupException("The backup lacks the table "
                            + expected.element().table().qualifiedName() + ".");
                }
            }
            load.set(manifest.sequences());
            load.finish(target.restore(), digest, manifest.treeSize(), later.isGivenUp());
        }
    }

    /** Reads a container that was verified once more: what counts are the bytes that are used. */
    private void read(Role role, Containers.Emptying emptying) throws IOException {
        containers.read(directory, manifest.file(role), emptying);
    }
}
