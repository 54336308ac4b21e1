package org.sillok.platform.cli;

import io.smallrye.config.SmallRyeConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sillok.backup.BackupException;
import org.sillok.backup.BackupPassphrase;
import org.sillok.backup.LaterHistory;
import org.sillok.backup.RestoreRun;
import org.sillok.backup.RestoreTarget;
import org.sillok.backup.core.LogHead;
import org.sillok.json.JsonObject;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Timestamps;
import org.sillok.log.KeptHeads;
import org.sillok.log.KeptHeads.Judgement;
import org.sillok.log.core.InvalidNoteException;
import org.sillok.platform.Boot;
import org.sillok.platform.RestorePlace;
import org.sillok.platform.StartFailure;
import org.sillok.storage.StorageException;
import org.sillok.storage.StorageSettingException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code sillok restore}: puts a backup into an empty data directory, without starting the service, and says whether the log
 * of the restored repository will sign.
 */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Put a backup into an empty data directory (and an empty database and bucket, where they are configured).",
            "The whole backup is verified before anything is written; it may be interrupted and repeated.",
            "Exit code 0: restored, and the log will sign. 1: restored, but the log refuses to sign, because it signed more",
            "than the backup has, or the backup lacks objects. 2: not restored, and the message says why."
        })
public final class RestoreCommand implements Callable<Integer> {
    private static final String CLOSED =
            "it may have signed more than the backup has, whether or not anybody here knows of it. The service starts,"
                    + " and reads are answered. Way out: restore beside the object store that survived (--keep-objects);"
                    + " or, if the backup was taken of a stopped service that was never started again, with"
                    + " --source-stopped; or give up what came after the backup, on the record, with"
                    + " --give-up-later-entries.";

    @Parameters(paramLabel = "DIRECTORY", description = "The directory of the backup.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path directory;

    @Option(
            names = "--data-dir",
            paramLabel = "EMPTY",
            description = "The data directory to fill (default: SILLOK_DATA_DIR).")
    private @Nullable Path dataDirectory;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "A file with the backup's passphrase, of mode 600 (default: sillok.backup.passphrase-file).")
    private @Nullable Path passphraseFile;

    @Option(
            names = "--keep-objects",
            description =
                    "The object store has survived: keep what it has and add what it lacks. Run sillok rebuild then.")
    private boolean keepObjects;

    @Option(
            names = "--without-damaged",
            description =
                    "Leave out stored files that the backup has lost or damaged, and name them, instead of refusing all.")
    private boolean withoutDamaged;

    @Option(
            names = "--give-up-later-entries",
            description = {
                "Let the log go on from the backup, although it has signed more since.",
                "Whoever has proof of that more will hold two histories. The statement RESTORED says that you did this."
            })
    private boolean giveUp;

    @Option(
            names = "--source-stopped",
            description = {
                "The backup is of a stopped service that has not run since and never will: everything that was signed is",
                "in it, and the log goes on here. Of a backup that was taken while the service ran this is never so."
            })
    private boolean sourceStopped;

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Later later;

    /** What is known of the log since the backup. */
    static final class Later {
        @Option(
                names = "--checkpoint",
                paramLabel = "FILE",
                description = "The newest checkpoint of the log that anybody has kept: an auditor, a monitor, you.")
        private @Nullable Path checkpoint;

        @Option(
                names = "--no-later-checkpoint",
                description = "Nobody has kept one that is newer than what this machine knows.")
        private boolean none;
    }

    @Override
    public Integer call() {
        try {
            Path data = dataDirectory;
            if (data != null) {
                System.setProperty("sillok.data-dir", data.toAbsolutePath().toString());
            }
            return restore(Boot.configuration());
        } catch (CommandFailure
                | StartFailure
                | BackupException
                | StorageSettingException
                | StorageException
                | UncheckedIOException e) {
            System.err.println("sillok: " + e.getMessage());
            return Headless.NOT_RUN;
        }
    }

    private int restore(SmallRyeConfig configuration) {
        Bytes checkpoint = checkpoint();
        BackupScreen screen = BackupScreen.ofTerminal(json);
        Optional<Path> passphrase = passphraseFile != null
                ? Optional.of(passphraseFile)
                : configuration
                        .getOptionalValue(BackupPassphrase.SETTING, String.class)
                        .map(Path::of);
        char[] secret = BackupPassphrase.read(passphrase);
        RestoreRun restore = withoutDamaged
                ? RestoreRun.verifiedExceptFiles(directory, secret, Clock.systemUTC(), screen::progress)
                : RestoreRun.verified(directory, secret, Clock.systemUTC(), screen::progress);
        Optional<LogHead> log = restore.manifest().log();
        // Before anything is written: a checkpoint that is not one of this log is a mistake to be corrected first.
        if (checkpoint != null) {
            requireOfLog(log, checkpoint);
        }
        try (RestorePlace place = RestorePlace.take(configuration, restore.digest())) {
            RestoreTarget target = place.open();
            if (!place.isAgain()) {
                RestoreRun.requireEmpty(target, keepObjects);
                place.begin();
            }
            // What this machine and the operator know goes into what is restored, because that may go elsewhere.
            Optional<Bytes> newest = Optional.empty();
            if (log.isPresent()) {
                KeptHeads heads = heads(place.highWaterMark(), log.get());
                if (checkpoint != null) {
                    heads.keep(checkpoint);
                }
                newest = heads.newest();
            }
            LaterHistory history = new LaterHistory(newest, keepObjects, word());
            restore.into(target, history, screen::progress);
            Judgement judgement = log.isPresent()
                    ? heads(place.highWaterMark(), log.get()).judge(log.get().size(), target.objects(), checkpoint)
                    : new Judgement.InOrder();
            place.finish();
            return report(screen, restore, judgement, history.isClosing(restore.manifest()));
        } catch (InvalidNoteException e) {
            throw new CommandFailure("The checkpoint is not one of this log: " + e.getMessage());
        }
    }

    private static void requireOfLog(Optional<LogHead> log, Bytes checkpoint) {
        try {
            LogHead head =
                    log.orElseThrow(() -> new CommandFailure("The backup has no log, so no checkpoint is one of it."));
            heads(Path.of("."), head).require(checkpoint);
        } catch (InvalidNoteException e) {
            throw new CommandFailure("The checkpoint is not one of this backup's log: " + e.getMessage());
        }
    }

    private static KeptHeads heads(Path folder, LogHead log) throws InvalidNoteException {
        return new KeptHeads(folder, log.origin(), log.vkey());
    }

    private LaterHistory.Word word() {
        return giveUp ? LaterHistory.Word.GIVEN_UP : sourceStopped ? LaterHistory.Word.STOPPED : LaterHistory.Word.NONE;
    }

    private @Nullable Bytes checkpoint() {
        Path file = later.checkpoint;
        if (file == null) {
            // The option can be given as =false.
            if (!later.none) {
                throw new CommandFailure("Pass the newest checkpoint that anybody kept with --checkpoint FILE,"
                        + " or --no-later-checkpoint if there is none.");
            }
            return null;
        }
        try {
            return Bytes.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new CommandFailure("The checkpoint " + file + " cannot be read.");
        }
    }

    private int report(BackupScreen screen, RestoreRun restore, Judgement judgement, boolean closing) {
        long size = restore.manifest().treeSize();
        String about;
        String log;
        if (judgement instanceof Judgement.Behind behind) {
            log = "BEHIND";
            boolean stored = behind.known()
                    <= restore.manifest().storedLog().map(LogHead::size).orElse(0L);
            about = "The log REFUSES TO SIGN: it once signed " + behind.known() + " entries, and this backup's database"
                    + " has " + size + ". The service starts, reads are answered, and no checkpoint is shown. Way out: "
                    + (stored || keepObjects
                            ? "run sillok rebuild, which brings the database up to the log's objects."
                            : "restore a newer backup, or restore beside the object store that survived"
                                    + " (--keep-objects) and run sillok rebuild.")
                    + (closing ? " It stays closed then: " + CLOSED : "");
        } else if (judgement instanceof Judgement.Held) {
            log = "CLOSED";
            about = "The log REFUSES TO SIGN: " + CLOSED;
        } else if (judgement instanceof Judgement.Contradicted contradicted) {
            log = "CONTRADICTED";
            about = "The log REFUSES TO SIGN: it once signed another history of " + contradicted.known()
                    + " entries. Keep both; find out which is true.";
        } else {
            log = "IN_ORDER";
            about = "The log contains every checkpoint that is known here.";
        }
        boolean good = log.equals("IN_ORDER") && restore.missing().isEmpty();
        return screen.restored(
                JsonObject.builder()
                        .put("outcome", good ? "RESTORED" : "ATTENTION")
                        .put("log", log)
                        .put("takenAt", Timestamps.format(restore.manifest().takenAt()))
                        .put("manifest", restore.digest().base64Url())
                        .put("treeSize", size)
                        .put("objects", restore.manifest().objects())
                        .put("missing", BackupScreen.texts(restore.missing()))
                        .build(),
                about);
    }
}
