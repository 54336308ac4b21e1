package org.sillok.backup;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.backup.db.BackupRows;

/** How long ago the last complete backup was taken, whichever replica took it. */
@ApplicationScoped
public class LastBackup {
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
        at = rows.newest().map(BackupRows.Completed::at).orElse(null);
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
