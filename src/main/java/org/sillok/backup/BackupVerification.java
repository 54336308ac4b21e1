package org.sillok.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.sillok.backup.core.BackupManifest;
import org.sillok.storage.StorageException;

/**
 * What reading a whole backup showed; nothing was changed.
 *
 * @param differences everything that is not as it was written, in words; empty if all is
 */
public record BackupVerification(BackupManifest manifest, List<String> differences) {
    public BackupVerification {
        differences = List.copyOf(differences);
    }

    /**
     * Reads a backup.
     *
     * @throws BackupException if there is no manifest that can be believed
     */
    public static BackupVerification of(Path folder, char[] passphrase, Clock clock, BackupProgress progress) {
        try {
            BackupCheck check = new BackupCheck(new BackupDirectory(folder, clock), new Containers(passphrase));
            BackupManifest manifest = check.manifest().manifest();
            return new BackupVerification(manifest, check.differences(manifest, progress));
        } catch (IOException | StorageException e) {
            throw new BackupException("The backup in " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }
}
