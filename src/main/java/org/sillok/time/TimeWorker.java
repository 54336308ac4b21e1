package org.sillok.time;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sillok.log.NotPublishedException;
import org.sillok.log.TransparencyLog;
import org.sillok.log.core.SignedCheckpoint;
import org.sillok.time.core.Cadence;
import org.sillok.time.core.Retries;
import org.sillok.time.core.Stamp;
import org.sillok.time.core.StampProblem;
import org.sillok.time.db.TimeRows;

/**
 * The thread that has checkpoints stamped. It holds no lock that a deposit or the log's threads wait for; each replica has
 * one, and one of them at a time works. Whatever fails is tried again from what is stored.
 */
@ApplicationScoped
public class TimeWorker {
    private static final Logger LOG = Logger.getLogger(TimeWorker.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofSeconds(5);
    // A tick asks the database a few questions; only attempts take longer.
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Authorities authorities;
    private final Stamping stamping;
    private final TimeRows rows;
    private final TransparencyLog log;
    private final TimeMeter meter;
    private final Clock clock;
    private final LongSupplier nanos;
    private final Duration poll;
    private final Duration attemptPatience;
    private final boolean works;
    private final Cadence cadence;
    private final Retries retries;
    private volatile boolean stopping;
    private @Nullable Thread thread;

    @Inject
    public TimeWorker(
            Authorities authorities,
            Stamping stamping,
            TimeRows rows,
            TransparencyLog log,
            TimeMeter meter,
            Clock clock,
            TimeConfig config) {
        this(authorities, stamping, rows, log, meter, clock, config, System::nanoTime);
    }

    TimeWorker(
            Authorities authorities,
            Stamping stamping,
            TimeRows rows,
            TransparencyLog log,
            TimeMeter meter,
            Clock clock,
            TimeConfig config,
            LongSupplier nanos) {
        this.authorities = authorities;
        this.stamping = stamping;
        this.rows = rows;
        this.log = log;
        this.meter = meter;
        this.clock = clock;
        this.nanos = nanos;
        TimeConfig checked = TimeLimits.checked(config);
        this.cadence = new Cadence(checked.every());
        this.retries = new Retries(checked.retry().longest());
        this.poll = checked.every().compareTo(POLL) < 0 ? checked.every() : POLL;
        // An answer, and the lists, which together have twice its time.
        this.attemptPatience = PATIENCE.plus(checked.timeout().multipliedBy(3));
        this.works = checked.work();
    }

    /** Fails the start if the configuration cannot be used: a service that seems to stamp is worse than one that stops. */
    void start(@Observes StartupEvent started) {
        if (!works || authorities.list().isEmpty()) {
            return;
        }
        meter.lives(PATIENCE);
        synchronized (this) {
            Thread begun = new Thread(this::run, "sillok-time");
            begun.setDaemon(true);
            begun.start();
            thread = begun;
        }
    }

    void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
        stopping = true;
        Thread running;
        synchronized (this) {
            running = thread;
        }
        if (running != null) {
            running.interrupt();
            running.join(STOP.toMillis());
        }
    }

    private void run() {
        while (!stopping) {
            step();
            try {
                Thread.sleep(poll.toMillis());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** One tick, after which the thread goes on whatever happened. Should it end all the same, its silence shows. */
    void step() {
        try {
            tick();
        } catch (RuntimeException | Error e) {
            if (!stopping) {
                meter.failing();
                LOG.warn("Trusted time is delayed", e);
            }
        }
    }

    /** Looks once whether anything is to be done, and does it. */
    void tick() {
        meter.lives(PATIENCE);
        if (!log.mayRelease()) {
            // A log that refuses must not buy times for what it may not show.
            report();
            return;
        }
        Optional<TimeRows.Round> newest = look();
        if (isDue(newest) || !openNow(newest).isEmpty()) {
            rows.alone(log.origin(), this::work);
        }
        report();
    }

    private Optional<TimeRows.Round> look() {
        Optional<TimeRows.Round> newest = rows.newest(log.origin());
        cadence.saw(
                newest.map(TimeRows.Round::size).orElse(-1L),
                newest.map(TimeRows.Round::startedAt).orElse(null),
                clock.instant(),
                nanos.getAsLong());
        return newest;
    }

    private boolean isDue(Optional<TimeRows.Round> newest) {
        return cadence.isDue(nanos.getAsLong())
                && grown(newest.map(TimeRows.Round::size).orElse(0L)).isPresent();
    }

    private Optional<SignedCheckpoint> grown(long beyond) {
        try {
            return Optional.of(log.checkpoint())
                    .filter(signed -> signed.checkpoint().size() > beyond);
        } catch (NotPublishedException e) {
            return Optional.empty();
        }
    }

    private void work() {
        // Another replica may have worked until now.
        Optional<TimeRows.Round> newest = look();
        if (isDue(newest)) {
            grown(newest.map(TimeRows.Round::size).orElse(0L)).ifPresent(this::begin);
            newest = look();
        }
        newest.ifPresent(round -> {
            for (String name : authorities.names()) {
                rows.want(log.origin(), round.size(), name);
            }
        });
        for (Stamp stamp : openNow(newest)) {
            if (!log.mayRelease()) {
                // It began to refuse while another authority answered.
                return;
            }
            attempt(newest.orElseThrow(), stamp);
        }
    }

    private void begin(SignedCheckpoint signed) {
        long size = signed.checkpoint().size();
        LOG.infof("Stamping the checkpoint of %d entries", size);
        rows.begin(log.origin(), new TimeRows.Round(size, signed.note(), clock.instant()), authorities.names());
        retries.clear();
    }

    /** What of the newest round is open, belongs to an authority that is still configured, and is due. */
    private List<Stamp> openNow(Optional<TimeRows.Round> newest) {
        List<Stamp> open = new ArrayList<>();
        for (Stamp stamp : stamps(newest)) {
            if (stamp.isOpen()
                    && authorities.names().contains(stamp.authority())
                    && retries.isDue(
                            stamp.size() + "/" + stamp.authority(),
                            stamp.attempts(),
                            stamp.nextAttempt(),
                            clock.instant(),
                            nanos.getAsLong())) {
                open.add(stamp);
            }
        }
        return open;
    }

    private List<Stamp> stamps(Optional<TimeRows.Round> newest) {
        return newest.map(round -> rows.stamps(log.origin(), List.of(round.size())))
                .orElse(List.of());
    }

    private void attempt(TimeRows.Round round, Stamp stamp) {
        Authority authority = authorities.list().stream()
                .filter(known -> known.name().equals(stamp.authority()))
                .findFirst()
                .orElseThrow();
        meter.lives(attemptPatience);
        try {
            Stamp after = stamping.attempt(round, stamp, authority);
            StampProblem problem = after.problem();
            if (problem != null) {
                LOG.warnf("Authority %s, checkpoint of %d entries: %s", after.authority(), after.size(), problem);
                meter.failed(after.authority(), problem);
            }
            rows.save(log.origin(), after);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void report() {
        Map<String, Stamp> newest = stamps(rows.newest(log.origin())).stream()
                .collect(Collectors.toMap(Stamp::authority, Function.identity()));
        Map<String, Stamp> latest =
                rows.latest(log.origin()).stream().collect(Collectors.toMap(Stamp::authority, Function.identity()));
        List<TimeStatus.Line> lines = new ArrayList<>();
        for (String name : authorities.names()) {
            Stamp last = latest.get(name);
            @Nullable Instant time = last == null ? null : last.time();
            @Nullable Duration difference = last == null ? null : last.difference();
            lines.add(new TimeStatus.Line(name, newest.get(name), time, difference));
        }
        meter.is(lines);
        meter.lives(PATIENCE);
    }
}
