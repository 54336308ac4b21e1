package org.sillok.platform.cli;

import io.quarkus.runtime.QuarkusApplication;
import java.nio.file.Path;
import org.sillok.backup.BackupConfig;
import org.sillok.backup.BackupException;
import org.sillok.backup.BackupPassphrase;
import org.sillok.backup.BackupRun;

/** The program for the length of one backup, without its HTTP side: what runs when no service does. */
public class BackupOnce implements QuarkusApplication {
    private final BackupRun backup;
    private final BackupConfig config;

    BackupOnce(BackupRun backup, BackupConfig config) {
        this.backup = backup;
        this.config = config;
    }

    /** Arguments: {@code json} or {@code words}, and the directory. */
    @Override
    public int run(String... arguments) {
        BackupScreen screen = BackupScreen.ofTerminal(arguments[0].equals(AuditOnce.JSON));
        try {
            return screen.taken(
                    backup.run(Path.of(arguments[1]), BackupPassphrase.read(config.passphraseFile()), screen::progress)
                            .toJson());
        } catch (BackupException e) {
            System.err.println("sillok: " + e.getMessage());
            return Headless.NOT_RUN;
        }
    }
}
