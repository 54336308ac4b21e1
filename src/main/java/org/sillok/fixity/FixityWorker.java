package org.sillok.fixity;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import org.sillok.fixity.core.ReplicaProgress;
import org.sillok.fixity.core.Round;
import org.sillok.fixity.db.RoundRows;
import org.sillok.kernel.Randomness;
import org.sillok.log.LogConsent;

/** The background work of a process: rounds, and, where there is a replica, filling it. */
@ApplicationScoped
public class FixityWorker {
    /** Without a priority it is 2500: a start that fails for another reason ends before anything of this room works. */
    static final int LATE = 3_000;

    /** A part of the turn of the replica. */
    static final String LOG = Turn.REPLICA + "/LOG";
    // Lists all names of the log in both stores.
    private static final Duration LOG_EVERY = Duration.ofMinutes(5);

    private final Rounds rounds;
    private final Scrub scrub;
    private final ReplicaCopier copier;
    private final LogCopier logCopier;
    private final FixityMeter meter;
    private final FixityConfig config;
    private final Task round;
    private final Task replica;
    private long logCopiedAt = System.nanoTime() - LOG_EVERY.toNanos();
    private Optional<ReplicaProgress> logCopied = Optional.empty();

    FixityWorker(
            Rounds rounds,
            Scrub scrub,
            ReplicaCopier copier,
            LogCopier logCopier,
            FixityMeter meter,
            LogConsent log,
            FixityConfig config,
            Rate rate,
            RoundRows rows,
            Randomness randomness) {
        this.rounds = rounds;
        this.scrub = scrub;
        this.copier = copier;
        this.logCopier = logCopier;
        this.meter = meter;
        this.config = config;
        this.round = new Task(Turn.ROUND, rate, rows, randomness, log, meter, this::workAtRound);
        this.replica = new Task(Turn.REPLICA, rate, rows, randomness, log, meter, this::fillReplica);
    }

    /** After the log has begun: until it has looked at the database it withholds its consent, and not before it began. */
    void start(@Observes @Priority(LATE) StartupEvent started) {
        if (config.enabled()) {
            round.start();
            if (copier.isConfigured()) {
                replica.start();
            }
        }
    }

    void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
        round.stop();
        replica.stop();
    }

    private void workAtRound(Turn turn) {
        Optional<Round> due = rounds.current(config.every());
        if (due.isPresent()) {
            scrub.work(due.get(), turn);
            meter.stale();
        }
    }

    private void fillReplica(Turn turn) {
        copier.work(turn);
        Optional<ReplicaProgress> progress = copier.progress();
        if (!progress.equals(logCopied) && System.nanoTime() - logCopiedAt >= LOG_EVERY.toNanos()) {
            logCopiedAt = System.nanoTime();
            long left = logCopier.work(turn);
            logCopied = left == 0 ? progress : Optional.empty();
            if (left == 0) {
                meter.goesOn(LOG);
            } else {
                meter.delayed(LOG, left + " objects of the log could not be copied to the replica");
            }
        }
    }
}
