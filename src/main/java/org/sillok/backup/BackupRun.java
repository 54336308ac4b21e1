package org.sillok.backup;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;
import org.sillok.backup.core.BackupFile;
import org.sillok.backup.core.BackupFile.Role;
import org.sillok.backup.core.BackupManifest;
import org.sillok.backup.core.CopiedTable;
import org.sillok.backup.core.LogHead;
import org.sillok.backup.db.DatabaseCopyException;
import org.sillok.backup.db.LogVerifierKeys;
import org.sillok.backup.db.OwnerDatabase;
import org.sillok.backup.db.Snapshot;
import org.sillok.crypto.DigestedOutput;
import org.sillok.crypto.Sha2;
import org.sillok.kernel.Digest;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.Timestamps;
import org.sillok.log.LogStandstill;
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
    // Where the service itself writes and removes things.
    private static final List<String> PLACES =
            List.of("sillok.storage.directory", "sillok.storage.staging-directory", "sillok.storage.replica.directory");

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
        return run(folder, passphrase, progress, null);
    }

    /** Takes one while nobody signs: with {@code standstill}, which was taken before, a restore can go on where it ends. */
    public BackupReport run(
            Path folder, char[] passphrase, BackupProgress progress, LogStandstill.@Nullable Held standstill) {
        BackupDirectory directory = new BackupDirectory(folder, clock);
        try {
            for (String setting : PLACES) {
                Optional<Path> place = settings.getOptionalValue(setting, Path.class);
                if (place.isPresent()) {
                    directory.requireApart(place.get());
                }
            }
            directory.requireApart(
                    Path.of(settings.getValue("sillok.data-dir", String.class)).resolve("keys"));
            Closeable lock = directory.begin();
            try {
                BackupReport report = run(directory, new Containers(passphrase), progress, standstill);
                directory.end();
                if (report.isComplete()) {
                    record.completed(report);
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

    private BackupReport run(
            BackupDirectory directory,
            Containers containers,
            BackupProgress progress,
            LogStandstill.@Nullable Held standstill)
            throws IOException {
        Optional<EarlierBackup> earlier = EarlierBackup.in(directory, containers);
        Instant takenAt = Timestamps.truncate(clock.instant());
        String run = RUN.format(takenAt) + "-" + HexFormat.of().formatHex(randomness.bytes(RANDOM));
        Moment moment = database(directory, containers, earlier, run, progress);
        // After the database: a key file only ever gets more keys, so it has those of the rows.
        BackupFile keys = keys(directory, containers, earlier, moment, run);
        String name = BackupFile.name(Role.OBJECTS, run);
        BackupManifest part = moment.unfinished();
        BackupManifest manifest;
        long copied;
        try (PendingFile file = directory.create(name)) {
            DigestedOutput lines = new DigestedOutput(file);
            ObjectsCopy objects =
                    new ObjectsCopy(store, directory.objects(), earlier.flatMap(EarlierBackup::list), progress, lines);
            objects.content(directory.todo(run), moment.objects());
            // The last thing: what the log has signed until here can be brought back from its objects.
            List<LogHead> stored = logs(part.logs());
            objects.logs(stored);
            file.publish();
            copied = objects.copied();
            manifest = new BackupManifest(
                    takenAt,
                    part.migrations(),
                    part.logs(),
                    stored,
                    standstill != null && standstill.isKept(),
                    part.tables(),
                    part.sequences(),
                    List.of(
                            part.files().get(0),
                            part.files().get(1),
                            keys,
                            new BackupFile(Role.OBJECTS, name, lines.length(), lines.sha256())),
                    part.seal(),
                    objects.listed(),
                    Stream.concat(moment.missingKeys().stream(), objects.missing().stream())
                            .toList(),
                    part.external());
        }
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
                manifest.objects(),
                copied,
                manifest.missing(),
                manifest.external());
    }

    /** What the database said; the manifest still lacks the objects. */
    private record Moment(
            BackupManifest unfinished,
            long objects,
            KeyFiles.Keks keks,
            List<String> lostKeks,
            List<String> missingKeys) {}

    private OwnerDatabase ownerDatabase() {
        BackupConfig.Database database = config.database();
        String owner = database.username()
                .orElseThrow(() -> new BackupException("A backup reads the database as its owner, and this service was"
                        + " started without that login (SILLOK_DATABASE_OWNER_USERNAME)."));
        return new OwnerDatabase(database.url(), owner, database.password().orElse(""));
    }

    /** The same logs as they are signed now; at least what the copied rows know, be it signed or not. */
    private List<LogHead> logs(List<LogHead> before) {
        try (Snapshot now = Snapshot.take(ownerDatabase())) {
            return now.signedLogs().stream()
                    .flatMap(log -> before.stream()
                            .filter(rows -> rows.origin().equals(log.origin()))
                            .map(rows -> log.atLeast(rows.size())))
                    .toList();
        }
    }

    private Moment database(
            BackupDirectory directory,
            Containers containers,
            Optional<EarlierBackup> earlier,
            String run,
            BackupProgress progress)
            throws IOException {
        try (Snapshot snapshot = Snapshot.take(ownerDatabase())) {
            if (earlier.isPresent()) {
                earlier.get().requireContinued(snapshot.logs(), store);
            }
            directory.write();
            DatabaseContainers tables = new DatabaseContainers(snapshot, containers);
            BackupFile rows = tables.write(directory, Role.DATABASE, run, progress);
            BackupFile vault = tables.write(directory, Role.VAULT, run, progress);
            long objects;
            try (BufferedWriter todo = directory.newTodo(run)) {
                objects = snapshot.objects(
                        (object, length, sha256) -> todo.write(ObjectsCopy.todo(object, length, sha256)));
            }
            KeyFiles.Keks keks = new KeyFiles.Keks(snapshot.keks(), snapshot.identityKeks());
            BackupManifest unfinished = new BackupManifest(
                    Instant.EPOCH,
                    snapshot.migrations(),
                    snapshot.logs(),
                    snapshot.logs(),
                    false,
                    tables.tables(),
                    snapshot.sequences(),
                    List.of(rows, vault),
                    BackupFile.name(Role.SEAL, run),
                    0,
                    List.of(),
                    keyFiles().external(keks));
            long tiles = unfinished.logs().stream()
                    .mapToLong(log -> new LogScope(log).tiles())
                    .sum();
            return new Moment(
                    unfinished,
                    objects + tiles,
                    keks,
                    snapshot.lostKeks(),
                    keyFiles().missing(LogVerifierKeys.of(ownerDatabase()), keks));
        }
    }

    /** What is lost here, and is in the backup before, is in the next as well: that may be the only copy. */
    private BackupFile keys(
            BackupDirectory directory,
            Containers containers,
            Optional<EarlierBackup> earlier,
            Moment moment,
            String run)
            throws IOException {
        Map<String, byte[]> kept =
                moment.missingKeys().isEmpty() && moment.lostKeks().isEmpty()
                        ? Map.of()
                        : earlier.map(EarlierBackup::keys).orElse(Map.of());
        return containers.write(directory, Role.KEYS, run, archive -> {
            for (KeyFiles.KeyFile file : keyFiles().all()) {
                Optional<byte[]> content = file.read();
                byte[] other = kept.get(file.name());
                if (other != null && moment.missingKeys().contains(file.missing())) {
                    content = Optional.of(content.map(here -> file.joined(here, other, moment.keks()))
                            .orElse(other));
                } else if (other != null) {
                    content = content.map(here -> file.withLost(here, other, moment.lostKeks()))
                            .or(() -> file.lost(other, moment.lostKeks()));
                }
                if (content.isPresent()) {
                    archive.part(file.name()).write(content.get());
                }
            }
        });
    }

    private KeyFiles keyFiles() {
        return new KeyFiles(
                name -> settings.getOptionalValue(name, String.class),
                Path.of(settings.getValue("sillok.data-dir", String.class)));
    }

    private static void seal(BackupDirectory directory, Containers containers, String name, Digest manifest)
            throws IOException {
        try (PendingFile out = directory.create(name)) {
            out.write(containers.seal(manifest.toArray()));
            out.publish();
        }
    }
}
