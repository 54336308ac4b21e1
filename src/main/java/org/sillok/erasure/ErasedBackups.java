package org.sillok.erasure;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.sillok.backup.BackupConfig;
import org.sillok.backup.VaultContainers;
import org.sillok.vault.DestroyedKeys;

/**
 * Keeps destroyed keys out of backups: once an erasure is older than {@link ErasureConfig#backupPeriod}, the containers of keys
 * from before it are removed from the folder that the service writes backups into. Backups in other places are for their owner
 * to see to.
 */
@ApplicationScoped
public class ErasedBackups {
    private static final Logger LOG = Logger.getLogger(ErasedBackups.class);

    // The time on record is when the destruction began; a run that began then may still have read the key.
    private static final Duration MARGIN = Duration.ofHours(1);

    private final ErasureConfig config;
    private final BackupConfig backups;
    private final DestroyedKeys keys;
    private final Clock clock;

    ErasedBackups(ErasureConfig config, BackupConfig backups, DestroyedKeys keys, Clock clock) {
        this.config = config;
        this.backups = backups;
        this.keys = keys;
        this.clock = clock;
    }

    @Scheduled(every = "PT1H", delayed = "4m", concurrentExecution = ConcurrentExecution.SKIP)
    void sweepRegularly() {
        sweep();
    }

    /** Removes what is due; how many containers. */
    public int sweep() {
        Optional<Path> folder = backups.directory();
        Optional<Instant> erased = keys.newest(clock.instant().minus(config.backupPeriod()));
        if (folder.isEmpty() || erased.isEmpty()) {
            return 0;
        }
        try {
            int removed =
                    VaultContainers.removeBefore(folder.get(), erased.get().plus(MARGIN));
            if (removed > 0) {
                LOG.infof("Removed %d containers of keys from backups of before an erasure", removed);
                if (!VaultContainers.isAny(folder.get())) {
                    LOG.warn("No backup in the folder for backups can be restored any more: take one now");
                }
            }
            return removed;
        } catch (IOException e) {
            LOG.errorf(e, "Containers of keys from before an erasure may still be in the folder for backups");
            return 0;
        }
    }
}
