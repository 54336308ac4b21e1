package org.sillok.platform.cli;

import io.quarkus.runtime.QuarkusApplication;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.sillok.backup.BackupConfig;
import org.sillok.backup.BackupException;
import org.sillok.backup.BackupPassphrase;
import org.sillok.backup.BackupRun;
import org.sillok.log.LogStandstill;

/** The program for the length of one backup, without its HTTP side: what runs when no service does. */
public class BackupOnce implements QuarkusApplication {
    private final BackupRun backup;
    private final BackupConfig config;
    private final LogStandstill log;

    BackupOnce(BackupRun backup, BackupConfig config, LogStandstill log) {
        this.backup = backup;
        this.config = config;
        this.log = log;
    }

    /** Arguments: {@code json} or {@code words}, and the directory. */
    @Override
    public int run(String... arguments) {
        BackupScreen screen = BackupScreen.ofTerminal(arguments[0].equals(AuditOnce.JSON));
        // Another host may still have a service on the same database; then the log goes on, and the manifest says so.
        try (LogStandstill.@Nullable Held standstill = log.tryHold().orElse(null)) {
            return screen.taken(backup.run(
                            Path.of(arguments[1]),
                            BackupPassphrase.read(config.passphraseFile()),
                            screen::progress,
                            standstill)
                    .toJson());
        } catch (BackupException e) {
            System.err.println("sillok: " + e.getMessage());
            return Headless.NOT_RUN;
        }
    }
}
