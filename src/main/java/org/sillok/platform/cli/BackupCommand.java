package org.sillok.platform.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smallrye.config.SmallRyeConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sillok.backup.BackupException;
import org.sillok.backup.BackupPassphrase;
import org.sillok.backup.BackupVerification;
import org.sillok.kernel.Timestamps;
import org.sillok.platform.Boot;
import org.sillok.platform.StartFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code sillok backup}: by way of the running service, which writes below its own folder; if none runs, the same program is
 * started without its HTTP side and writes where the operator says.
 */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = {
            "Copy database, keys and objects into a directory, encrypted under a passphrase, while the service runs.",
            "Into the directory of an earlier backup only what is new is copied. It may be interrupted and repeated.",
            "Exit code 0: complete, or with --verify: as it was written. 1: objects are missing, or something was altered.",
            "2: nothing could be done, and the message says why."
        })
public final class BackupCommand implements Callable<Integer> {
    private static final String DIRECTORY_SETTING = "sillok.backup.directory";

    @Parameters(
            paramLabel = "DIRECTORY",
            description = "Where the backup goes; while the service runs, a name below sillok.backup.directory.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path directory;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "A file with the passphrase, of mode 600 (default: sillok.backup.passphrase-file).")
    private @Nullable Path passphraseFile;

    @Option(names = "--verify", description = "Read the whole backup and compare; change nothing.")
    private boolean verify;

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        try {
            SmallRyeConfig configuration = Boot.configuration();
            if (verify) {
                return verify(configuration);
            }
            Optional<ServiceClient> service = ServiceClient.ifRunning();
            return service.isPresent() ? ask(service.get(), configuration) : runHere(configuration);
        } catch (CommandFailure | StartFailure | BackupException e) {
            System.err.println("sillok: " + e.getMessage());
            return Headless.NOT_RUN;
        }
    }

    private int verify(SmallRyeConfig configuration) {
        BackupScreen screen = BackupScreen.ofTerminal(json);
        BackupVerification found = BackupVerification.of(
                place(configuration),
                BackupPassphrase.read(passphraseFile(configuration)),
                Clock.systemUTC(),
                screen::progress);
        return screen.verified(
                Timestamps.format(found.manifest().takenAt()),
                found.differences(),
                found.manifest().missing(),
                found.manifest().external());
    }

    private Optional<Path> passphraseFile(SmallRyeConfig configuration) {
        Path named = passphraseFile;
        return named != null
                ? Optional.of(named)
                : configuration
                        .getOptionalValue(BackupPassphrase.SETTING, String.class)
                        .map(Path::of);
    }

    private int ask(ServiceClient service, SmallRyeConfig configuration) {
        if (passphraseFile != null) {
            throw new CommandFailure("The running service uses the passphrase of its own setting "
                    + BackupPassphrase.SETTING + ": leave out --passphrase-file, or stop the service.");
        }
        String id = service.post(
                        "/api/v1/backups", JsonNodeFactory.instance.objectNode().put("name", name(configuration)))
                .path("id")
                .asText();
        BackupScreen screen = BackupScreen.ofTerminal(json);
        return screen.taken(new JobFollower(
                        service, "The backup", "The service's log has the reason; what is already copied is kept.")
                .follow(id, screen::progress));
    }

    /** The name below the service's folder, which the service itself checks. */
    private String name(SmallRyeConfig configuration) {
        Path parent = directory.getParent();
        if (parent != null
                && folder(configuration)
                        .filter(folder -> folder.equals(parent.toAbsolutePath().normalize()))
                        .isEmpty()) {
            throw new CommandFailure("The running service writes backups only below its " + DIRECTORY_SETTING
                    + ": give a name alone, or stop the service to write elsewhere.");
        }
        Path name = directory.getFileName();
        if (name == null) {
            throw new CommandFailure("Name a directory for the backup, not the root of the file system.");
        }
        return name.toString();
    }

    private int runHere(SmallRyeConfig configuration) {
        Optional<Path> file = passphraseFile(configuration);
        BackupPassphrase.read(file);
        return Headless.run(
                BackupOnce.class,
                "The backup",
                // Nobody leads meanwhile: the log ends where the backup ends, so a restore of it contains everything
                // that was
                // ever signed, and goes on. That is how a repository is moved.
                Map.of(
                        BackupPassphrase.SETTING,
                        file.orElseThrow().toAbsolutePath().toString()),
                List.of(
                        json ? AuditOnce.JSON : AuditOnce.WORDS,
                        place(configuration).toString()));
    }

    /** A name alone means the same whether the service runs or not, where its folder is configured. */
    private Path place(SmallRyeConfig configuration) {
        return directory.getParent() == null
                ? folder(configuration).map(folder -> folder.resolve(directory)).orElse(directory.toAbsolutePath())
                : directory.toAbsolutePath();
    }

    private static Optional<Path> folder(SmallRyeConfig configuration) {
        return configuration
                .getOptionalValue(DIRECTORY_SETTING, String.class)
                .map(folder -> Path.of(folder).toAbsolutePath().normalize());
    }
}
