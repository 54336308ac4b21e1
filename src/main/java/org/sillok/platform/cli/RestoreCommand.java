package org.sillok.platform.cli;

import io.smallrye.config.SmallRyeConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sillok.backup.BackupException;
import org.sillok.backup.BackupPassphrase;
import org.sillok.backup.LaterHistory;
import org.sillok.backup.RestoreRun;
import org.sillok.backup.RestoreTarget;
import org.sillok.backup.core.BackupManifest;
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
        BackupManifest backup = restore.manifest();
        // Before anything is written: a checkpoint that is not one of these logs is a mistake to be corrected first.
        if (checkpoint != null) {
            headsOf(Path.of("."), backup, checkpoint);
        }
        try (RestorePlace place = RestorePlace.take(configuration, restore.digest(), words())) {
            RestoreTarget target = place.open();
            // What this machine and the operator know goes into what is restored, because that may go elsewhere.
            List<Bytes> known = known(place, backup, checkpoint);
            if (!place.isAgain()) {
                RestoreRun.requireEmpty(target, keepObjects);
                if (keepObjects) {
                    restore.requireSurvived(target, known);
                }
                place.begin();
            }
            if (checkpoint != null) {
                headsOf(place.highWaterMark(), backup, checkpoint).keep(checkpoint);
            }
            LaterHistory history = new LaterHistory(known, keepObjects, word());
            restore.into(target, history, screen::progress);
            LogVerdict verdict = verdict(goingOn(configuration, backup), place, target, restore, history);
            place.finish();
            return report(screen, restore, verdict);
        } catch (InvalidNoteException e) {
            throw new CommandFailure("The checkpoint is not one of this log: " + e.getMessage());
        }
    }

    /** The log that the restored service will go on with. */
    private static Optional<LogHead> goingOn(SmallRyeConfig configuration, BackupManifest backup) {
        Optional<String> origin = configuration.getOptionalValue("sillok.log.origin", String.class);
        return backup.logs().stream()
                .filter(log -> origin.filter(log.origin()::equals).isPresent())
                .findFirst()
                .or(backup::log);
    }

    private static List<Bytes> known(RestorePlace place, BackupManifest backup, @Nullable Bytes checkpoint)
            throws InvalidNoteException {
        List<Bytes> known = new ArrayList<>();
        for (LogHead log : backup.logs()) {
            KeptHeads heads = heads(place.highWaterMark(), log);
            heads.newest().ifPresent(known::add);
            place.replica().flatMap(heads::copyNoteIn).ifPresent(known::add);
        }
        if (checkpoint != null) {
            known.add(checkpoint);
        }
        return known;
    }

    private LogVerdict verdict(
            Optional<LogHead> log, RestorePlace place, RestoreTarget target, RestoreRun restore, LaterHistory history)
            throws InvalidNoteException {
        if (log.isEmpty()) {
            return LogVerdict.inOrder();
        }
        Judgement judgement =
                heads(place.highWaterMark(), log.get()).judge(log.get().size(), target.objects(), null);
        return LogVerdict.of(
                judgement, restore.manifest(), log.get(), keepObjects, history.isClosing(restore.manifest()));
    }

    /** What is known of the log that signed {@code checkpoint}. */
    private static KeptHeads headsOf(Path folder, BackupManifest backup, Bytes checkpoint) {
        for (LogHead log : backup.logs()) {
            try {
                KeptHeads heads = heads(folder, log);
                heads.require(checkpoint);
                return heads;
            } catch (InvalidNoteException e) {
                // Perhaps the next one did.
            }
        }
        throw new CommandFailure("The checkpoint is not one of this backup's log.");
    }

    private static KeptHeads heads(Path folder, LogHead log) throws InvalidNoteException {
        return new KeptHeads(folder, log.origin(), log.vkey());
    }

    private LaterHistory.Word word() {
        return giveUp ? LaterHistory.Word.GIVEN_UP : sourceStopped ? LaterHistory.Word.STOPPED : LaterHistory.Word.NONE;
    }

    /** The same for a restore that is cut off: its repetition must not say something else. */
    private String words() {
        List<String> words = new ArrayList<>();
        if (keepObjects) {
            words.add("--keep-objects");
        }
        switch (word()) {
            case GIVEN_UP -> words.add("--give-up-later-entries");
            case STOPPED -> words.add("--source-stopped");
            case NONE -> {}
        }
        return String.join(" ", words);
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

    private static int report(BackupScreen screen, RestoreRun restore, LogVerdict verdict) {
        boolean good = verdict.isGood() && restore.missing().isEmpty();
        return screen.restored(
                JsonObject.builder()
                        .put("outcome", good ? "RESTORED" : "ATTENTION")
                        .put("log", verdict.log())
                        .put("takenAt", Timestamps.format(restore.manifest().takenAt()))
                        .put("manifest", restore.digest().base64Url())
                        .put("treeSize", restore.manifest().treeSize())
                        .put("objects", restore.manifest().objects())
                        .put("missing", BackupScreen.texts(restore.manifest().missing()))
                        .put("damaged", BackupScreen.texts(restore.damaged()))
                        .put("external", BackupScreen.texts(restore.manifest().external()))
                        .build(),
                verdict.about());
    }
}
