package org.sillok.fixity;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.sillok.fixity.core.Copy;
import org.sillok.fixity.core.FoundBy;
import org.sillok.storage.StorageException;

/**
 * Keeps what health and metrics show up to date, and looks at what readers met. Runs in every process, whether or not it
 * works at rounds.
 */
@ApplicationScoped
public class FixityWatch {
    private static final Logger LOG = Logger.getLogger(FixityWatch.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final Rounds rounds;
    private final StatedObjects stated;
    private final Copies copies;
    private final Incidents incidents;
    private final Suspicions suspicions;
    private final ReplicaLag lag;
    private final FixityMeter meter;
    private final Clock clock;
    private final Loop loop = new Loop("sillok-fixity-watch", POLL, this::step);

    FixityWatch(
            Rounds rounds,
            StatedObjects stated,
            Copies copies,
            Incidents incidents,
            Suspicions suspicions,
            ReplicaLag lag,
            FixityMeter meter,
            Clock clock) {
        this.lag = lag;
        this.rounds = rounds;
        this.stated = stated;
        this.copies = copies;
        this.incidents = incidents;
        this.suspicions = suspicions;
        this.meter = meter;
        this.clock = clock;
    }

    void start(@Observes StartupEvent started) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
        loop.stop();
    }

    private void step() {
        try {
            look();
        } catch (RuntimeException e) {
            if (e instanceof Turn.Over) {
                throw e;
            }
            LOG.debug("How fixity stands cannot be read now", e);
        }
    }

    /** Looks at what readers met, and at how things stand if that is not fresh. */
    synchronized void look() {
        for (Suspicions.Suspicion suspicion : suspicions.waiting()) {
            try {
                look(suspicion);
                suspicions.settled(suspicion);
            } catch (StorageException | UncheckedIOException e) {
                LOG.debug("A suspicion waits", e);
            }
        }
        if (!meter.isFresh(clock.instant(), LOOK)) {
            meter.is(rounds.newest(), rounds.complete(), incidents.countOpen(), lag.now(), clock.instant());
        }
    }

    private void look(Suspicions.Suspicion suspicion) {
        stated.find(suspicion.item().value(), suspicion.version(), suspicion.file())
                .ifPresent(object -> copies.check(object, Copy.EVIDENCE, count -> loop.pause(0))
                        .ifPresent(damage -> {
                            incidents.found(object, Copy.EVIDENCE, damage, FoundBy.READING, true);
                            meter.stale();
                        }));
    }
}
