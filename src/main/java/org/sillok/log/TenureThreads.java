package org.sillok.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Digest;
import org.sillok.log.core.DamagedTreeException;
import org.sillok.log.db.LogLeadership;
import org.sillok.log.db.StaleEpochException;
import org.sillok.storage.NoSuchObjectException;
import org.sillok.storage.ObjectConflictException;

/**
 * The threads of one {@link Tenure}: the leader's own numbers entries, one grows and signs the tree, one listens for the
 * calls of other replicas. None goes on without the others: without a tree that grows nobody may number.
 */
final class TenureThreads {
    private static final Logger LOG = Logger.getLogger(TenureThreads.class);
    private static final Duration IDLE = Duration.ofMillis(100);
    private static final Duration LISTEN = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    // Seconds in a row in which the tree could not grow, until this process lets others try.
    private static final int STEP_DOWN = 10;

    private final LogConfig config;
    private final OpenLog open;
    private final Replica replica;
    private final Tenure tenure;
    private volatile boolean over;
    private volatile @Nullable Objection objection;

    TenureThreads(LogConfig config, OpenLog open, Replica replica, Tenure tenure) {
        this.config = config;
        this.open = open;
        this.replica = replica;
        this.tenure = tenure;
    }

    /** Numbers until the tenure ends, with the two other threads beside; returns why, if the log must not go on. */
    Optional<Objection> serve(Connection connection) throws SQLException, InterruptedException, StaleEpochException {
        Thread integrator = Replica.thread("sillok-log-tree", this::grow);
        Thread listener = Replica.thread("sillok-log-ear", this::listen);
        try {
            while (goesOn()) {
                boolean rang = replica.bell().await(IDLE);
                if (rang && replica.underWay().get() > 0) {
                    // Others are about to commit, and may share the number's commit. Whoever is alone does not wait.
                    LockSupport.parkNanos(config.linger().toNanos());
                }
                number(connection);
            }
        } finally {
            over = true;
            Replica.join(integrator);
            Replica.join(listener);
        }
        return Optional.ofNullable(objection);
    }

    private boolean goesOn() {
        return !replica.isStopping() && !over;
    }

    private void number(Connection connection) throws SQLException, StaleEpochException {
        Map<Digest, Long> numbered;
        do {
            numbered = tenure.number(connection);
            if (!numbered.isEmpty()) {
                replica.waiters().answer(numbered);
                replica.meter().numberedTo(Collections.max(numbered.values()) + 1);
            }
        } while (numbered.size() == config.batch() && goesOn());
    }

    private void grow() {
        try {
            int failures = 0;
            while (goesOn() && failures < STEP_DOWN) {
                try (Connection connection = open.connections().open()) {
                    while (goesOn()) {
                        long next = System.nanoTime() + config.integrateEvery().toNanos();
                        growByWhatWaits(connection);
                        failures = 0;
                        replica.meter().recovered();
                        LockSupport.parkNanos(next - System.nanoTime());
                    }
                } catch (ObjectionException e) {
                    objection = e.objection();
                    return;
                } catch (ObjectConflictException | NoSuchObjectException | DamagedTreeException e) {
                    LOG.error("The log stops: what is stored contradicts what is to be stored", e);
                    objection = Objection.damaged(String.valueOf(e.getMessage()));
                    return;
                } catch (SQLException | RuntimeException e) {
                    replica.delay(e);
                    failures++;
                    replica.pause(PAUSE);
                }
            }
        } catch (StaleEpochException e) {
            LOG.info("Another process leads the log now");
        } finally {
            // However this thread ends, with an error too: without it nobody may go on numbering.
            over = true;
            replica.bell().ring();
        }
    }

    /**
     * One turn of the tree. What is numbered meanwhile waits for the next: with clients that come one after the other there
     * would be no end of turns, each for an entry or two, and each costs several writes to disk and two signatures.
     */
    private void growByWhatWaits(Connection connection) throws SQLException, StaleEpochException {
        int added;
        do {
            added = grow(connection);
        } while (added >= config.batch() && goesOn());
    }

    /** Puts all that is numbered into the tree, signs and releases it. */
    void growWhole(Connection connection) throws SQLException, StaleEpochException {
        int added;
        do {
            added = grow(connection);
        } while (added > 0 && !replica.isStopping());
    }

    private int grow(Connection connection) throws SQLException, StaleEpochException {
        int added = tenure.integrate(connection);
        tenure.sign(connection).ifPresent(head -> {
            // The guard let this tenure begin and the tree was signed: what was objected to has gone.
            replica.publication().allow();
            replica.release(head);
        });
        tenure.copy(connection);
        return added;
    }

    private void listen() {
        while (goesOn()) {
            try (Connection connection = open.connections().open()) {
                LogLeadership.listen(connection);
                while (goesOn()) {
                    if (LogLeadership.awaitAnnouncement(connection, LISTEN)) {
                        replica.bell().ring();
                    }
                }
            } catch (SQLException | RuntimeException e) {
                LOG.debug("The calls of other replicas cannot be heard; polling goes on", e);
                replica.pause(PAUSE);
            }
        }
    }
}
