package org.sillok.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.sillok.backup.core.BackupManifest;
import org.sillok.storage.ObjectName;

/** Keeps the directory of a backup free of what its manifest does not name. */
final class BackupDirectorySweep {
    private BackupDirectorySweep() {}

    /** Removes what earlier runs left, and objects that the list does not name any more; nothing unless all is there. */
    static void sweep(BackupDirectory directory, BackupManifest manifest) throws IOException {
        directory.requireReal();
        for (String name : directory.strangers(manifest)) {
            // What the repository has lost may be in the files of a run before, if nowhere else.
            if (manifest.isComplete() ? BackupDirectory.isLeftover(name) : BackupDirectory.isDraft(name)) {
                Files.deleteIfExists(directory.file(name));
            }
        }
        directory.objects().sweepDrafts(Duration.ZERO);
        if (!manifest.isComplete()) {
            return;
        }
        new ObjectList(directory, manifest).compare(new ObjectList.Differences() {
            @Override
            public void extra(ObjectName name) {
                directory.objects().discard(name);
            }
        });
    }
}
