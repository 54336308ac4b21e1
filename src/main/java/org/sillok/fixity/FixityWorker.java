package org.sillok.fixity;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.sillok.fixity.core.Round;
import org.sillok.fixity.core.TokenBucket;
import org.sillok.fixity.db.RoundRows;
import org.sillok.kernel.Ids;
import org.sillok.kernel.Randomness;
import org.sillok.log.TransparencyLog;
import org.sillok.time.core.Backoff;

/**
 * The one thread of a process that reads what is stored, for rounds. Of several replicas one at a time works. Whatever
 * fails is tried again from what is stored, later each time; a store that does not answer is a delay, not a damage.
 */
@ApplicationScoped
public class FixityWorker {
    private static final Logger LOG = Logger.getLogger(FixityWorker.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final long MEBIBYTE = 1024L * 1024;
    // What may be saved up: a tenth of a second's worth, so that small files do not wait one by one.
    private static final int SHARE = 10;
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(5));

    private final Rounds rounds;
    private final Scrub scrub;
    private final FixityMeter meter;
    private final TransparencyLog log;
    private final FixityConfig config;
    private final Turn turn;
    private final Loop loop;
    private int failures;
    private long retryAt = System.nanoTime();

    FixityWorker(
            Rounds rounds,
            Scrub scrub,
            FixityMeter meter,
            TransparencyLog log,
            FixityConfig config,
            RoundRows rows,
            Randomness randomness) {
        this.rounds = rounds;
        this.scrub = scrub;
        this.meter = meter;
        this.log = log;
        this.config = config;
        this.loop = new Loop("sillok-fixity", POLL, this::step);
        long rate = Math.max(1, config.rate()) * MEBIBYTE;
        this.turn = new Turn(
                Turn.ROUND,
                Ids.fresh("wrk", randomness),
                rows,
                new TokenBucket(rate, rate / SHARE, System.nanoTime()),
                loop::pause,
                System::nanoTime);
    }

    void start(@Observes StartupEvent started) {
        if (config.enabled()) {
            loop.start();
        }
    }

    void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
        loop.stop();
    }

    /** Goes on whatever happened; what stops the process is let through by the next pause. */
    private void step() {
        if (System.nanoTime() - retryAt < 0) {
            return;
        }
        try {
            work();
        } catch (Turn.Over e) {
            // Stopping, or another replica goes on.
        } catch (RuntimeException | Error e) {
            failures++;
            retryAt = System.nanoTime() + BACKOFF.after(failures, 1).toNanos();
            LOG.warnf("Fixity is delayed: %s", e.getClass().getName());
            LOG.debug("Why it is", e);
        }
    }

    /** Looks once whether anything is to be done, and does it. */
    synchronized void work() {
        if (!log.mayRelease()) {
            // What the database says may be behind what is stored: nothing is concluded from it.
            meter.delayed("the log refuses, or has not been compared yet");
            return;
        }
        if (!turn.take()) {
            meter.goesOn();
            return;
        }
        try {
            Optional<Round> round = rounds.current(config.every());
            if (round.isPresent()) {
                scrub.work(round.get(), turn);
                meter.stale();
            }
            failures = 0;
            meter.goesOn();
        } catch (Turn.Over e) {
            throw e;
        } catch (RuntimeException | Error e) {
            // Messages of stores may name files; the class says enough.
            meter.delayed(e.getClass().getSimpleName());
            throw e;
        } finally {
            turn.leave();
        }
    }
}
