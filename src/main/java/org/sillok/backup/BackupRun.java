package org.sillok.backup;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.sillok.backup.core.BackupFile;
import org.sillok.backup.core.BackupFile.Role;
import org.sillok.backup.core.BackupManifest;
import org.sillok.backup.core.CopiedTable;
import org.sillok.backup.db.DatabaseCopyException;
import org.sillok.backup.db.OwnerDatabase;
import org.sillok.backup.db.Snapshot;
import org.sillok.crypto.PassphraseContainer;
import org.sillok.crypto.Sha2;
import org.sillok.kernel.Digest;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.Timestamps;
import org.sillok.storage.ObjectStore;
import org.sillok.storage.StorageException;

/**
 * Takes a backup, while deposits and the log go on. First the database, as it is at one moment; then what it refers to, which
 * is never changed or removed; last the manifest. A run that is cut off anywhere leaves the backup before as it was, and the
 * next one does not copy again what is there.
 */
@ApplicationScoped
public class BackupRun {
    private static final DateTimeFormatter RUN =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int RANDOM = 4;

    private final BackupConfig config;
    private final Config settings;
    private final ObjectStore store;
    private final Clock clock;
    private final Randomness randomness;
    private final BackupRecord record;

    BackupRun(
            BackupConfig config,
            Config settings,
            ObjectStore store,
            Clock clock,
            Randomness randomness,
            BackupRecord record) {
        this.config = config;
        this.settings = settings;
        this.store = store;
        this.clock = clock;
        this.randomness = randomness;
        this.record = record;
    }

    /**
     * Takes one. Runs outside of any transaction.
     *
     * @param folder the directory of the backup: new, or one with an earlier backup, to which what is new is added
     * @throws BackupException in one line, if it cannot be taken
     */
    public BackupReport run(Path folder, char[] passphrase, BackupProgress progress) {
        BackupDirectory directory = new BackupDirectory(folder, clock);
        try {
            directory.begin();
            Closeable lock = directory.lock();
            try {
                BackupReport report = run(directory, new Containers(passphrase), progress);
                directory.end();
                if (report.isComplete()) {
                    record.completed(report, Timestamps.truncate(clock.instant()));
                }
                return report;
            } finally {
                lock.close();
            }
        } catch (StorageException | DatabaseCopyException e) {
            throw new BackupException("The backup failed: " + e.getMessage() + ".", e);
        } catch (IOException | UncheckedIOException e) {
            throw new BackupException("The backup failed in " + folder + ": " + e.getMessage(), e);
        }
    }

    private BackupReport run(BackupDirectory directory, Containers containers, BackupProgress progress)
            throws IOException {
        Instant takenAt = Timestamps.truncate(clock.instant());
        String run = RUN.format(takenAt) + "-" + HexFormat.of().formatHex(randomness.bytes(RANDOM));
        Moment moment = database(directory, containers, run, progress);
        // After the database: a key file only ever gets more keys, so it has those of the rows.
        BackupFile keys = keys(directory, containers, run);
        ObjectsCopy objects = new ObjectsCopy(store, directory.objects(), progress, moment.objects());
        String name = BackupFile.name(Role.OBJECTS, run);
        DigestedOutput lines = new DigestedOutput(directory.create(name));
        try (lines) {
            objects.run(directory.todo(run), moment.unfinished().logs(), lines);
        }
        BackupFile list = new BackupFile(Role.OBJECTS, name, lines.length(), lines.sha256());
        BackupManifest part = moment.unfinished();
        BackupManifest manifest = new BackupManifest(
                takenAt,
                part.migrations(),
                part.logs(),
                part.tables(),
                part.sequences(),
                List.of(part.files().get(0), part.files().get(1), keys, list),
                part.seal(),
                objects.listed(),
                objects.missing());
        byte[] bytes = manifest.bytes();
        Digest digest = Sha2.sha256(bytes);
        seal(directory, containers, manifest.seal(), digest);
        directory.publish(bytes);
        BackupDirectorySweep.sweep(directory, manifest);
        return new BackupReport(
                takenAt,
                digest,
                manifest.treeSize(),
                manifest.tables().stream().mapToLong(CopiedTable::rows).sum(),
                objects.listed(),
                objects.copied(),
                objects.missing());
    }

    /** What the database said; the manifest still lacks the objects. */
    private record Moment(BackupManifest unfinished, long objects) {}

    private Moment database(BackupDirectory directory, Containers containers, String run, BackupProgress progress)
            throws IOException {
        BackupConfig.Database database = config.database();
        try (Snapshot snapshot =
                Snapshot.take(new OwnerDatabase(database.url(), database.username(), database.password()))) {
            DatabaseContainers tables = new DatabaseContainers(snapshot, containers);
            BackupFile rows = tables.write(directory, Role.DATABASE, run, progress);
            BackupFile vault = tables.write(directory, Role.VAULT, run, progress);
            long objects;
            try (BufferedWriter todo = Files.newBufferedWriter(directory.todo(run), StandardCharsets.US_ASCII)) {
                objects = snapshot.objects(
                        (object, length, sha256) -> todo.write(ObjectsCopy.todo(object, length, sha256)));
            }
            BackupManifest unfinished = new BackupManifest(
                    Instant.EPOCH,
                    snapshot.migrations(),
                    snapshot.logs(),
                    tables.tables(),
                    snapshot.sequences(),
                    List.of(rows, vault),
                    BackupFile.name(Role.SEAL, run),
                    0,
                    List.of());
            long tiles = unfinished.logs().stream()
                    .mapToLong(log -> new LogScope(log).tiles())
                    .sum();
            return new Moment(unfinished, objects + tiles);
        }
    }

    private BackupFile keys(BackupDirectory directory, Containers containers, String run) throws IOException {
        KeyFiles files = new KeyFiles(
                name -> settings.getOptionalValue(name, String.class),
                Path.of(settings.getValue("sillok.data-dir", String.class)));
        return containers.write(directory, Role.KEYS, run, archive -> {
            for (KeyFiles.KeyFile file : files.all()) {
                Optional<byte[]> content = file.read();
                if (content.isPresent()) {
                    archive.part(file.name()).write(content.get());
                }
            }
        });
    }

    private static void seal(BackupDirectory directory, Containers containers, String name, Digest manifest)
            throws IOException {
        try (OutputStream out = directory.create(name)) {
            out.write(PassphraseContainer.seal(manifest.toArray(), containers.passphrase(), containers.random()));
        }
    }
}
