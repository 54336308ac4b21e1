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
import java.util.Optional;
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
 * The log's thread of each replica. It follows: it tries to take the lead, passes wake-up calls on to the leader, and answers
 * this replica's waiters from the database. With the lead it begins a tenure, which has {@link TenureThreads} of its own, or
 * refuses, as long as something speaks against the database. Whatever fails is tried again from the start, by the same code.
 */
@ApplicationScoped
public class Leader {
    private static final Logger LOG = Logger.getLogger(Leader.class);
    private static final Duration ELECTION = Duration.ofMillis(500);
    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    // The guard may read for long, and nothing is asked of the database meanwhile.
    private static final Duration GUARDING = Duration.ofMinutes(1);

    private final LogConfig config;
    private final OpenLog open;
    private final ObjectStore store;
    private final Replica replica = new Replica();
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
        replica.begin();
        thread = Replica.thread("sillok-log", this::run);
    }

    /** Ends the threads between two steps. */
    synchronized void stop() {
        replica.end();
        Thread running = thread;
        if (running != null) {
            Replica.join(running);
        }
    }

    /** An entry of this process is about to be committed; {@link #arrived} follows. */
    void underWay() {
        replica.underWay().incrementAndGet();
    }

    /** The transaction of an entry has ended, and perhaps there is something to number. */
    void arrived(boolean perhaps) {
        replica.underWay().decrementAndGet();
        if (perhaps) {
            replica.bell().ring();
        }
    }

    Waiters waiters() {
        return replica.waiters();
    }

    Publication publication() {
        return replica.publication();
    }

    LogStatus status() {
        return replica.meter().status(open.identity().origin());
    }

    private void run() {
        while (!replica.isStopping()) {
            try (Connection connection = open.connections().open()) {
                LogIdentity identity = open.identity();
                Optional<CheckpointSigner> key = config.lead() ? identity.signer() : Optional.empty();
                HighWaterMark mark = new HighWaterMark(config.highWaterMark(), identity.origin());
                LogStore objects = new LogStore(store, identity.origin());
                Lookout lookout = new Lookout(identity, objects, mark, replica.publication(), replica::release);
                replica.meter().follows();
                follow(connection, identity, lookout, key.isPresent());
                if (!replica.isStopping() && key.isPresent()) {
                    lead(connection, identity, key.get(), lookout, objects, mark);
                }
            } catch (InterruptedException e) {
                return;
            } catch (StaleEpochException e) {
                LOG.info("Another process leads the log now");
            } catch (SQLException | RuntimeException | Error e) {
                // An error, too, must not leave a process that takes deposits and numbers none.
                replica.delay(e);
                replica.pause(PAUSE);
            }
        }
    }

    /** Serves this replica's callers from the database; returns when this process has the lead, or is to stop. */
    private void follow(Connection connection, LogIdentity identity, Lookout lookout, boolean mayLead)
            throws SQLException, InterruptedException {
        long election = System.nanoTime();
        while (!replica.isStopping()) {
            boolean busy = answer(connection, identity);
            if (System.nanoTime() - election >= 0) {
                boolean nothingAgainst = observe(connection, lookout);
                if (mayLead && LogLeadership.tryLead(connection, identity.log())) {
                    // What may be released then, the guard decides.
                    return;
                }
                if (nothingAgainst) {
                    replica.publication().allow();
                    following(identity, mayLead);
                }
                election = System.nanoTime() + ELECTION.toNanos();
            }
            if (replica.bell().await(busy ? POLL : ELECTION)) {
                LogLeadership.announce(connection);
            }
        }
    }

    /** Answers waiters with what other processes have numbered and published; returns whether somebody still waits. */
    private boolean answer(Connection connection, LogIdentity identity) throws SQLException {
        Collection<Digest> unanswered = replica.waiters().unanswered();
        if (!unanswered.isEmpty()) {
            replica.waiters().answer(LogEntries.indices(connection, identity.log(), unanswered));
        }
        if (replica.publication().isAwaited() && replica.publication().isAllowed()) {
            Optional.ofNullable(LogTrees.get(connection, identity.log()).signed())
                    .flatMap(signed -> PublishedHead.find(signed, identity))
                    .ifPresent(replica::release);
        }
        connection.commit();
        return !unanswered.isEmpty() || replica.publication().isAwaited();
    }

    /** Looks whether this machine knows of something that the database does not; false if it does or cannot look. */
    private boolean observe(Connection connection, Lookout lookout) throws SQLException {
        try {
            Optional<Objection> objection = lookout.look(connection);
            objection.ifPresent(this::refuse);
            return objection.isEmpty();
        } catch (StorageException | UncheckedIOException e) {
            LOG.debug("The database cannot be compared with what was signed; it is tried again", e);
            if (!replica.publication().isAllowed()) {
                replica.meter().unseen(e.getClass().getSimpleName());
            }
            return false;
        }
    }

    private void following(LogIdentity identity, boolean hasKey) {
        if (config.lead() && !hasKey) {
            // No doubt about the log: another process has its keys, and this one may show what that signs.
            report(Objection.key("the key files are not the keys of the log " + identity.origin()));
        } else {
            replica.meter().is(new Condition.Following());
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
        while (!replica.isStopping()) {
            LogLeadership.lease(connection, GUARDING);
            try {
                lookout.look(connection).ifPresent(objection -> {
                    throw new ObjectionException(objection);
                });
                Tenure tenure = Tenure.begin(connection, identity, key, open.clock(), config.batch(), objects, mark);
                TenureThreads threads = new TenureThreads(config, open, replica, tenure);
                if (careful) {
                    // Nothing is numbered that could contradict the store: first show that what is numbered can be
                    // stored.
                    threads.growWhole(connection);
                }
                LOG.infof("This process leads the log %s", identity.origin());
                replica.meter().is(new Condition.Leading());
                replica.publication().allow();
                LogLeadership.lease(connection, config.lease());
                answer(connection, identity);
                Optional<Objection> halted = threads.serve(connection);
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
            replica.pause(config.recheck());
        }
    }

    /** Stops numbering and signing, and until an objection has gone this process shows nothing that depends on it. */
    private void refuse(Objection objection) {
        replica.publication().withhold(objection);
        report(objection);
    }

    private void report(Objection objection) {
        Condition refusing = new Condition.Refusing(objection.reason(), objection.wayOut());
        if (replica.meter().is(refusing)) {
            LOG.errorf("The log numbers and signs nothing: %s. Way out: %s", objection.reason(), objection.wayOut());
        }
    }
}
