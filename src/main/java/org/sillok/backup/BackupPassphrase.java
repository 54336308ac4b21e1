package org.sillok.backup;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.sillok.vault.SecretFile;
import org.sillok.vault.SecretFileException;

/** The passphrase of backups: the text of a file that only its owner may read, without white space around it. */
public final class BackupPassphrase {
    /** The setting that names the file. */
    public static final String SETTING = "sillok.backup.passphrase-file";

    private static final int MIN_LENGTH = 12;

    private BackupPassphrase() {}

    /**
     * Reads it.
     *
     * @throws BackupException if there is none, it can be read by everybody, or it is too short to protect anything
     */
    public static char[] read(Optional<Path> file) {
        Path named = file.orElseThrow(
                () -> new BackupException(
                        "No passphrase for backups is configured: write one into a file of mode 600 and name it with "
                                + SETTING
                                + " (SILLOK_BACKUP_PASSPHRASE_FILE) or --passphrase-file. Keep a copy of it: without it no backup can be restored."));
        try {
            byte[] content = new SecretFile(named, SETTING)
                    .read()
                    .orElseThrow(() -> new BackupException("The passphrase file " + named + " does not exist."));
            String passphrase = new String(content, StandardCharsets.UTF_8).strip();
            if (passphrase.length() < MIN_LENGTH) {
                throw new BackupException("The passphrase in " + named + " is too short: it needs at least "
                        + MIN_LENGTH + " characters.");
            }
            return passphrase.toCharArray();
        } catch (SecretFileException e) {
            throw new BackupException(String.valueOf(e.getMessage()), e);
        }
    }
}
