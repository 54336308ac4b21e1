package org.sillok.fixity;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.sillok.fixity.core.Copy;
import org.sillok.fixity.core.Damage;
import org.sillok.fixity.core.FoundBy;
import org.sillok.fixity.db.PassingTrouble;
import org.sillok.log.LogConsent;
import org.sillok.storage.StorageException;

/**
 * Keeps what health and metrics show up to date, and looks at what readers met, apart from each other: a large file that is
 * read does not keep what is shown from being true. Runs in every process, whether or not it works at rounds.
 */
@ApplicationScoped
public class FixityWatch {
    private static final Logger LOG = Logger.getLogger(FixityWatch.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Rounds rounds;
    private final StatedObjects stated;
    private final Copies copies;
    private final SecondLook look;
    private final Incidents incidents;
    private final Suspicions suspicions;
    private final ReplicaLag lag;
    private final LogConsent log;
    private final Rate rate;
    private final FixityMeter meter;
    private final Loop refreshing = new Loop("sillok-fixity-watch", POLL, () -> goOn(this::refresh));
    private final Loop looking = new Loop("sillok-fixity-suspicions", POLL, () -> goOn(this::settle));

    FixityWatch(
            Rounds rounds,
            StatedObjects stated,
            Copies copies,
            SecondLook look,
            Incidents incidents,
            Suspicions suspicions,
            ReplicaLag lag,
            LogConsent log,
            Rate rate,
            FixityMeter meter) {
        this.rounds = rounds;
        this.copies = copies;
        this.lag = lag;
        this.log = log;
        this.stated = stated;
        this.look = look;
        this.incidents = incidents;
        this.suspicions = suspicions;
        this.rate = rate;
        this.meter = meter;
    }

    void start(@Observes @Priority(FixityWorker.LATE) StartupEvent started) {
        refreshing.start();
        looking.start();
    }

    void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
        refreshing.stop();
        looking.stop();
    }

    private static void goOn(Runnable step) {
        try {
            step.run();
        } catch (Turn.Over e) {
            throw e;
        } catch (RuntimeException | Error e) {
            LOG.debug("How fixity stands cannot be read now", e);
        }
    }

    /** Both of what it does, once. */
    void look() {
        refresh();
        settle();
    }

    private void refresh() {
        if (!meter.isFresh(FRESH)) {
            // Marked first: what changes while it is read is read again.
            meter.reading();
            meter.is(new FixityState(
                    rounds.newest(), rounds.complete(), copies.configured(incidents.countOpen()), lag.now()));
        }
    }

    /** Looks at what readers met. One that cannot be looked at does not keep the others waiting. */
    private synchronized void settle() {
        for (Suspicions.Suspicion suspicion : suspicions.waiting()) {
            try {
                if (!log.isGiven() || !settle(suspicion)) {
                    // What the database says may be behind what is stored: nothing is concluded from it.
                    return;
                }
                suspicions.settled(suspicion);
            } catch (Turn.Over e) {
                throw e;
            } catch (StorageException | UncheckedIOException e) {
                // The store is away: the others would not fare better.
                LOG.debug("Suspicions wait", e);
                return;
            } catch (RuntimeException | Error e) {
                if (PassingTrouble.is(e)) {
                    LOG.debug("Suspicions wait for the database", e);
                    return;
                }
                LOG.warnf(
                        "A file that did not read well could not be looked at: %s",
                        e.getClass().getName());
                LOG.debug("Why it could not", e);
                suspicions.failed(suspicion);
            }
        }
    }

    /** False if the log has come to object meanwhile. */
    private boolean settle(Suspicions.Suspicion suspicion) {
        Optional<StatedObject> object = stated.find(suspicion.item().value(), suspicion.version(), suspicion.file());
        if (object.isEmpty() || incidents.isOpen(object.get(), Copy.EVIDENCE)) {
            return true;
        }
        Optional<Damage> damage = look.check(object.get(), Copy.EVIDENCE, new Pacing());
        if (damage.isPresent()) {
            if (!log.isGiven()) {
                return false;
            }
            incidents.found(object.get(), Copy.EVIDENCE, damage.get(), FoundBy.READING, Streams.BOTH);
            meter.stale();
        }
        return true;
    }

    /** Reads no faster than all of fixity may. */
    private final class Pacing implements Pace {
        @Override
        public void read(int count) {
            pause(rate.bucket().take(count, System.nanoTime()));
        }

        @Override
        public void pause(long nanos) {
            looking.pause(nanos);
        }
    }
}
