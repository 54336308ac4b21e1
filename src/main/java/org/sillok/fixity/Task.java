package org.sillok.fixity;

import java.time.Duration;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.sillok.fixity.db.RoundRows;
import org.sillok.kernel.Ids;
import org.sillok.kernel.Randomness;
import org.sillok.log.LogConsent;
import org.sillok.time.core.Backoff;

/**
 * A background task with a thread of its own. Of several replicas one at a time works at it. Whatever fails is tried again
 * from what is stored, later each time; a store that does not answer is a delay, not a damage.
 */
final class Task {
    private static final Logger LOG = Logger.getLogger(Task.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(5));

    private final String name;
    private final LogConsent log;
    private final FixityMeter meter;
    private final Consumer<Turn> work;
    private final Turn turn;
    private final Loop loop;
    private int failures;
    private long movesAtFailure;
    private long retryAt = System.nanoTime();

    Task(
            String name,
            Rate rate,
            RoundRows rows,
            Randomness randomness,
            LogConsent log,
            FixityMeter meter,
            Consumer<Turn> work) {
        this.name = name;
        this.log = log;
        this.meter = meter;
        this.work = work;
        this.loop = new Loop("sillok-fixity-" + name, POLL, this::step);
        this.turn = new Turn(name, Ids.fresh("wrk", randomness), rows, rate.bucket(), this::pause, System::nanoTime);
    }

    void start() {
        loop.start();
    }

    void stop() throws InterruptedException {
        loop.stop();
    }

    private void step() {
        if (System.nanoTime() - retryAt >= 0) {
            retryAt = System.nanoTime() + attempt().toNanos();
        }
    }

    /** Goes on whatever happened; what stops the process is let through by the next pause. Returns how long to wait. */
    Duration attempt() {
        try {
            work();
            failures = 0;
        } catch (Turn.Over e) {
            // Stopping, or another replica goes on.
        } catch (RuntimeException | Error e) {
            // Only what moved the stored cursor got on: reading the same file again and again is the same trouble.
            failures = turn.moves() == movesAtFailure ? failures + 1 : 1;
            movesAtFailure = turn.moves();
            LOG.warnf("Fixity is delayed (%s): %s", name, e.getClass().getName());
            LOG.debug("Why it is", e);
            return BACKOFF.after(failures, 1);
        }
        return Duration.ZERO;
    }

    /**
     * Waits, and ends the work if the log has come to object meanwhile: a store that has gone away is often noticed there
     * first, and nothing is concluded from what such a log says.
     */
    private void pause(long nanos) {
        loop.pause(nanos);
        if (!log.isGiven()) {
            throw new Turn.Over();
        }
    }

    /** Looks once whether anything is to be done, and does it. */
    synchronized void work() {
        if (!log.isGiven()) {
            // What the database says may be behind what is stored: nothing is concluded from it.
            meter.delayed(name, "the log refuses, or has not been compared yet");
            return;
        }
        if (!turn.take()) {
            meter.elsewhere(name);
            return;
        }
        try {
            work.accept(turn);
            meter.goesOn(name);
        } catch (Turn.Over e) {
            throw e;
        } catch (RuntimeException | Error e) {
            // Messages of stores may name files; the class says enough.
            meter.delayed(name, e.getClass().getSimpleName());
            throw e;
        } finally {
            turn.leave();
        }
    }
}
