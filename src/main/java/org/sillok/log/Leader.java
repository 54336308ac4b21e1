package org.sillok.log;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Digest;
import org.sillok.log.LogStatus.Condition;
import org.sillok.log.core.CheckpointSigner;
import org.sillok.log.core.DamagedTreeException;
import org.sillok.log.db.LogEntries;
import org.sillok.log.db.LogLeadership;
import org.sillok.log.db.LogTrees;
import org.sillok.log.db.StaleEpochException;
import org.sillok.storage.NoSuchObjectException;
import org.sillok.storage.ObjectConflictException;
import org.sillok.storage.ObjectStore;
import org.sillok.storage.StorageException;

/**
 * The log's threads. Each replica has one that follows: it tries to take the lead, passes wake-up calls on to the leader,
 * and answers this replica's waiters from the database. The one that leads numbers entries; two more listen for the calls
 * of other replicas, and grow and sign the tree. Whatever fails is tried again from the start, by the same code.
 */
@ApplicationScoped
public class Leader {
    private static final Logger LOG = Logger.getLogger(Leader.class);
    private static final Duration ELECTION = Duration.ofMillis(500);
    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration IDLE = Duration.ofMillis(100);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    // The guard may read for long, and nothing is asked of the database meanwhile.
    private static final Duration GUARDING = Duration.ofMinutes(1);
    // Seconds in a row in which the tree could not grow, until this process lets others try.
    private static final int STEP_DOWN = 10;
    private static final Duration STOP = Duration.ofSeconds(10);

    private final LogConfig config;
    private final OpenLog open;
    private final ObjectStore store;
    private final Bell bell = new Bell();
    private final Waiters waiters = new Waiters();
    private final Publication publication = new Publication();
    private final LogMeter meter = new LogMeter();
    private volatile boolean stopping;
    private @Nullable Thread thread;

    public Leader(LogConfig config, OpenLog open, ObjectStore store) {
        this.config = config;
        this.open = open;
        this.store = store;
    }

    /** Fails the start with a {@link LogSettingException} if a setting cannot be used. */
    void start(@Observes StartupEvent started) {
        LogSettingsCheck.check(config);
        start();
    }

    void stop(@Observes ShutdownEvent stopped) {
        stop();
    }

    synchronized void start() {
        stopping = false;
        publication.begin();
        thread = thread("sillok-log", this::run);
    }

    /** Ends the threads between two steps. */
    synchronized void stop() {
        stopping = true;
        bell.ring();
        Thread running = thread;
        if (running != null) {
            join(running);
        }
    }

    /** There is something to number. */
    void wake() {
        bell.ring();
    }

    Waiters waiters() {
        return waiters;
    }

    Publication publication() {
        return publication;
    }

    LogStatus status() {
        return meter.status(open.identity().origin());
    }

    private void run() {
        while (!stopping) {
            try (Connection connection = open.connections().open()) {
                LogIdentity identity = open.identity();
                Optional<CheckpointSigner> key = config.lead() ? identity.signer() : Optional.empty();
                HighWaterMark mark = new HighWaterMark(config.highWaterMark(), identity.origin());
                LogStore objects = new LogStore(store, identity.origin());
                Lookout lookout = new Lookout(identity, objects, mark, publication, this::release);
                following(identity, key.isPresent());
                follow(connection, identity, lookout, key.isPresent());
                if (!stopping && key.isPresent()) {
                    lead(connection, identity, key.get(), lookout, objects, mark);
                }
            } catch (InterruptedException e) {
                return;
            } catch (StaleEpochException e) {
                LOG.info("Another process leads the log now");
            } catch (SQLException | RuntimeException | Error e) {
                // An error, too, must not leave a process that takes deposits and numbers none.
                delay(e);
                pause(PAUSE);
            }
        }
    }

    /** Serves this replica's callers from the database; returns when this process has the lead, or is to stop. */
    private void follow(Connection connection, LogIdentity identity, Lookout lookout, boolean mayLead)
            throws SQLException, InterruptedException {
        long election = System.nanoTime();
        while (!stopping) {
            boolean busy = answer(connection, identity);
            if (System.nanoTime() - election >= 0) {
                boolean nothingAgainst = observe(connection, lookout);
                if (mayLead && LogLeadership.tryLead(connection, identity.log())) {
                    // What may be released then, the guard decides.
                    return;
                }
                if (nothingAgainst) {
                    publication.allow();
                    following(identity, mayLead);
                }
                election = System.nanoTime() + ELECTION.toNanos();
            }
            if (bell.await(busy ? POLL : ELECTION)) {
                LogLeadership.announce(connection);
            }
        }
    }

    /** Answers waiters with what other processes have numbered and published; returns whether somebody still waits. */
    private boolean answer(Connection connection, LogIdentity identity) throws SQLException {
        Collection<Digest> unanswered = waiters.unanswered();
        if (!unanswered.isEmpty()) {
            waiters.answer(LogEntries.indices(connection, identity.log(), unanswered));
        }
        if (publication.isAwaited() && publication.isAllowed()) {
            Optional.ofNullable(LogTrees.get(connection, identity.log()).signed())
                    .flatMap(signed -> PublishedHead.find(signed, identity))
                    .ifPresent(this::release);
        }
        connection.commit();
        return !unanswered.isEmpty() || publication.isAwaited();
    }

    /** Looks whether this machine knows of something that the database does not; false if it does or cannot look. */
    private boolean observe(Connection connection, Lookout lookout) throws SQLException {
        try {
            Optional<Objection> objection = lookout.look(connection);
            objection.ifPresent(this::refuse);
            return objection.isEmpty();
        } catch (StorageException | UncheckedIOException e) {
            LOG.debug("The database cannot be compared with what was signed; it is tried again", e);
            return false;
        }
    }

    private void following(LogIdentity identity, boolean hasKey) {
        if (config.lead() && !hasKey) {
            // No doubt about the log: another process has its keys, and this one may show what that signs.
            report(Objection.key("the key files are not the keys of the log " + identity.origin()));
        } else {
            meter.is(new Condition.Following());
        }
    }

    private void lead(
            Connection connection,
            LogIdentity identity,
            CheckpointSigner key,
            Lookout lookout,
            LogStore objects,
            HighWaterMark mark)
            throws SQLException, InterruptedException, StaleEpochException {
        boolean careful = false;
        while (!stopping) {
            LogLeadership.lease(connection, GUARDING);
            try {
                lookout.look(connection).ifPresent(objection -> {
                    throw new ObjectionException(objection);
                });
                Tenure tenure = Tenure.begin(connection, identity, key, open.clock(), config.batch(), objects, mark);
                if (careful) {
                    // Nothing is numbered that could contradict the store: first show that what is numbered can be
                    // stored.
                    growOnce(connection, tenure);
                }
                LOG.infof("This process leads the log %s", identity.origin());
                meter.is(new Condition.Leading());
                publication.allow();
                LogLeadership.lease(connection, config.lease());
                answer(connection, identity);
                Optional<Objection> halted = serve(connection, tenure);
                if (halted.isEmpty()) {
                    return;
                }
                refuse(halted.get());
            } catch (Tenure.RefusedException e) {
                refuse(e.objection());
            } catch (ObjectionException e) {
                refuse(e.objection());
            } catch (ObjectConflictException | NoSuchObjectException | DamagedTreeException e) {
                refuse(Objection.damaged(String.valueOf(e.getMessage())));
            }
            careful = true;
            pause(config.recheck());
        }
    }

    /** Numbers until the tenure ends, with the two other threads beside; returns why, if the log must not go on. */
    private Optional<Objection> serve(Connection connection, Tenure tenure)
            throws SQLException, InterruptedException, StaleEpochException {
        Ending ending = new Ending();
        Thread integrator = thread("sillok-log-tree", () -> grow(tenure, ending));
        Thread listener = thread("sillok-log-ear", () -> listen(ending));
        try {
            while (!stopping && !ending.over) {
                boolean rang = bell.await(IDLE);
                if (rang) {
                    LockSupport.parkNanos(config.linger().toNanos());
                }
                number(connection, tenure, ending);
            }
        } finally {
            ending.over = true;
            join(integrator);
            join(listener);
        }
        return Optional.ofNullable(ending.objection);
    }

    private void number(Connection connection, Tenure tenure, Ending ending) throws SQLException, StaleEpochException {
        Map<Digest, Long> numbered;
        do {
            numbered = tenure.number(connection);
            if (!numbered.isEmpty()) {
                waiters.answer(numbered);
                meter.numberedTo(Collections.max(numbered.values()) + 1);
            }
        } while (numbered.size() == config.batch() && !stopping && !ending.over);
    }

    private void grow(Tenure tenure, Ending ending) {
        try {
            int failures = 0;
            while (!stopping && !ending.over && failures < STEP_DOWN) {
                try (Connection connection = open.connections().open()) {
                    while (!stopping && !ending.over) {
                        long next = System.nanoTime() + config.integrateEvery().toNanos();
                        growOnce(connection, tenure);
                        failures = 0;
                        meter.recovered();
                        LockSupport.parkNanos(next - System.nanoTime());
                    }
                } catch (ObjectionException e) {
                    ending.objection = e.objection();
                    return;
                } catch (ObjectConflictException | NoSuchObjectException | DamagedTreeException e) {
                    LOG.error("The log stops: what is stored contradicts what is to be stored", e);
                    ending.objection = Objection.damaged(String.valueOf(e.getMessage()));
                    return;
                } catch (SQLException | RuntimeException e) {
                    delay(e);
                    failures++;
                    pause(PAUSE);
                }
            }
        } catch (StaleEpochException e) {
            LOG.info("Another process leads the log now");
        } finally {
            // However this thread ends, with an error too: without it nobody may go on numbering.
            ending.over = true;
            bell.ring();
        }
    }

    private void growOnce(Connection connection, Tenure tenure) throws SQLException, StaleEpochException {
        int added;
        do {
            added = tenure.integrate(connection);
            tenure.sign(connection).ifPresent(head -> {
                // The guard let this tenure begin and the tree was signed: what was objected to has gone.
                publication.allow();
                release(head);
            });
            tenure.copy(connection);
        } while (added > 0 && !stopping);
    }

    private void release(PublishedHead head) {
        publication.offer(head);
        meter.publishedTo(head.size());
    }

    private void listen(Ending ending) {
        while (!stopping && !ending.over) {
            try (Connection connection = open.connections().open()) {
                LogLeadership.listen(connection);
                while (!stopping && !ending.over) {
                    if (LogLeadership.awaitAnnouncement(connection, ELECTION)) {
                        bell.ring();
                    }
                }
            } catch (SQLException | RuntimeException e) {
                LOG.debug("The calls of other replicas cannot be heard; polling goes on", e);
                pause(PAUSE);
            }
        }
    }

    private void delay(Throwable e) {
        LOG.warn("The log is delayed", e);
        meter.is(new Condition.Delayed(e.getClass().getSimpleName()));
    }

    /** Stops numbering and signing, and until an objection has gone this process shows nothing that depends on it. */
    private void refuse(Objection objection) {
        publication.withhold(objection);
        report(objection);
    }

    private void report(Objection objection) {
        Condition refusing = new Condition.Refusing(objection.reason(), objection.wayOut());
        if (meter.is(refusing)) {
            LOG.errorf("The log numbers and signs nothing: %s. Way out: %s", objection.reason(), objection.wayOut());
        }
    }

    private void pause(Duration length) {
        long end = System.nanoTime() + length.toNanos();
        while (!stopping && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void join(Thread thread) {
        try {
            thread.join(STOP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Shared by the threads of one tenure. */
    private static final class Ending {
        private volatile boolean over;
        private volatile @Nullable Objection objection;
    }
}
