package org.sillok.backup;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sillok.backup.db.BackupRows;
import org.sillok.backup.db.DatabaseCopyException;

/** How long ago the last complete backup was taken, whichever replica took it. */
@ApplicationScoped
public class LastBackup {
    private static final Logger LOG = Logger.getLogger(LastBackup.class);

    private final BackupRows rows;
    private final BackupConfig config;
    private final Clock clock;
    private volatile @Nullable Instant at;

    LastBackup(BackupRows rows, BackupConfig config, Clock clock) {
        this.rows = rows;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        try {
            at = rows.newest().map(BackupRows.Completed::at).orElse(null);
        } catch (DatabaseCopyException e) {
            // What was seen last still holds; that the database is away, others say.
            LOG.debugf("The last backup is not known: %s", e.getMessage());
        }
    }

    /** As of at most ten seconds ago; empty if there never was one. */
    public Optional<Instant> at() {
        return Optional.ofNullable(at);
    }

    public Optional<Duration> age() {
        return at().map(then -> Duration.between(then, clock.instant()));
    }

    /** Whether it is older than the operator wants, or missing. */
    public boolean isOverdue() {
        Optional<Duration> limit = config.maxAge();
        return limit.isPresent()
                && age().map(age -> age.compareTo(limit.get()) > 0).orElse(true);
    }
}
