package org.sillok.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sillok.log.FaultyWorld.Fault;
import org.sillok.log.FaultyWorld.InjectedException;
import org.sillok.log.core.SignedCheckpoint;
import org.sillok.log.db.StaleEpochException;

/**
 * The append path's fault list: every write (commits, objects, high-water mark, pointer) fails with and without effect, or
 * is paused before or after it takes effect; then the same leader goes on, the next one takes over, or two take turns. All
 * invariants are checked after every single step.
 */
@Execution(ExecutionMode.CONCURRENT)
class FaultMatrixTest {
    private static final int BATCH = 40;

    @TempDir
    Path folder;

    private LogFixture log;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() throws SQLException {
        threads.shutdownNow();
        log.close();
    }

    /** Who goes on after the fault. */
    enum Sequel {
        SAME_LEADER,
        NEXT_LEADER,
        TWO_LEADERS_FLAP
    }

    @ParameterizedTest
    @EnumSource
    void everyWriteFailsAndPersists(Sequel sequel) throws Exception {
        walk(Fault.PERSISTED, sequel);
    }

    @ParameterizedTest
    @EnumSource
    void everyWriteFailsAndDoesNotPersist(Sequel sequel) throws Exception {
        walk(Fault.LOST, sequel);
    }

    private void walk(Fault fault, Sequel sequel) throws Exception {
        log = new LogFixture(folder, BATCH);
        boolean failed = true;
        for (int nth = 1; failed; nth++) {
            log.append(nth % 2 == 0 ? 17 : 23);
            try (FaultyWorld world = new FaultyWorld(log)) {
                Leading leading = new Leading(world);
                world.failAt(nth, fault);
                failed = stepsUntilFault(leading);
                world.heal();
                switch (sequel) {
                    case SAME_LEADER -> leading.finish();
                    case NEXT_LEADER -> {
                        try (FaultyWorld other = new FaultyWorld(log)) {
                            new Leading(other).finish();
                        }
                    }
                    case TWO_LEADERS_FLAP -> flap(log, leading);
                }
            }
            log.assertComplete();
        }
    }

    /** Whether the fault hit. */
    private static boolean stepsUntilFault(Leading leading) throws Exception {
        try {
            leading.finish();
            return false;
        } catch (InjectedException e) {
            leading.log().assertInvariants();
            return true;
        }
    }

    private static void flap(LogFixture log, Leading first) throws Exception {
        try (FaultyWorld world = new FaultyWorld(log)) {
            Leading[] leaders = {first, new Leading(world)};
            for (int turn = 0; turn < 6; turn++) {
                log.append(7);
                Leading one = leaders[turn % 2];
                Leading other = leaders[1 - turn % 2];
                one.begin();
                one.number();
                // The other one's every step, under its old epoch, changes nothing.
                other.expectFencedOff();
                one.integrate();
                other.expectFencedOff();
                one.sign();
                other.expectFencedOff();
                one.copy();
            }
            leaders[0].begin();
            leaders[0].finish();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PAUSED_BEFORE", "PAUSED_AFTER"})
    void aPausedLeaderThatWakesWritesNothingThatCounts(Fault fault) throws Exception {
        log = new LogFixture(folder, BATCH);
        boolean paused = true;
        for (int nth = 1; paused; nth++) {
            log.append(30);
            try (FaultyWorld asleep = new FaultyWorld(log);
                    FaultyWorld awake = new FaultyWorld(log)) {
                Leading old = new Leading(asleep);
                asleep.failAt(nth, fault);
                Future<Void> sleeper = threads.submit((Callable<Void>) () -> {
                    old.finish();
                    return null;
                });
                paused = asleep.awaitPause(sleeper);
                if (paused) {
                    log.append(30);
                    takeOver(log, awake, asleep);
                    log.assertComplete();
                    List<SignedCheckpoint> heads = log.signedHeads();
                    asleep.wake();
                    requireFencedOff(sleeper);
                    assertThat(log.signedHeads())
                            .as("the paused leader signed nothing")
                            .isEqualTo(heads);
                    // Neither the mark nor the copy went back.
                    log.assertComplete();
                }
                get(sleeper);
            }
        }
    }

    /** One that sleeps within a transaction holds up others until the server ends its session; else its lock alone is lost. */
    private static void takeOver(LogFixture log, FaultyWorld awake, FaultyWorld asleep) throws Exception {
        if (asleep.sleepsAtCommit()) {
            asleep.endSession();
        }
        new Leading(awake).finish();
        log.assertInvariants();
    }

    private static void requireFencedOff(Future<Void> sleeper) throws Exception {
        try {
            get(sleeper);
        } catch (ExecutionException e) {
            assertThat(e.getCause())
                    .isInstanceOfAny(StaleEpochException.class, SQLException.class, Tenure.RefusedException.class);
        }
    }

    private static void get(Future<Void> future) throws Exception {
        try {
            future.get(20, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("the leader hangs", e);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof StaleEpochException) && !(e.getCause() instanceof SQLException)) {
                throw e;
            }
        }
    }

    @Test
    void theWritesOfTheAppendPathAreTheOnesThatTheMatrixWalks() throws Exception {
        log = new LogFixture(folder, BATCH);
        log.append(30);
        try (FaultyWorld world = new FaultyWorld(log)) {
            new Leading(world).finish();
            assertThat(new ArrayList<>(world.writes()))
                    .containsSubsequence(
                            "commit",
                            "record/000-30",
                            "tile/entries/000.p/30",
                            "tile/0/000.p/30",
                            "commit",
                            "mark 30",
                            "commit",
                            "checkpoint");
        }
    }

    /** One leader on its own connection, which checks everything after every step. */
    private static final class Leading {
        private final FaultyWorld world;
        private final Connection connection;
        private @Nullable Tenure tenure;

        Leading(FaultyWorld world) {
            this.world = world;
            this.connection = world.connection();
        }

        LogFixture log() {
            return world.log();
        }

        void begin() throws Exception {
            tenure = world.begin();
            check();
        }

        private Tenure tenure() throws Exception {
            if (tenure == null) {
                begin();
            }
            return Objects.requireNonNull(tenure);
        }

        boolean number() throws Exception {
            boolean any = !tenure().number(connection).isEmpty();
            check();
            return any;
        }

        boolean integrate() throws Exception {
            boolean any = tenure().integrate(connection) > 0;
            check();
            return any;
        }

        void sign() throws Exception {
            tenure().sign(connection);
            check();
        }

        void copy() throws Exception {
            tenure().copy(connection);
            check();
        }

        /** Everything there is to do. */
        void finish() throws Exception {
            while (number()) {
                // until all is numbered
            }
            boolean grew;
            do {
                grew = integrate();
                sign();
                copy();
            } while (grew);
        }

        void expectFencedOff() throws Exception {
            if (tenure == null) {
                return;
            }
            Tenure old = tenure;
            assertThatThrownBy(() -> old.number(connection)).isInstanceOf(StaleEpochException.class);
            assertThatThrownBy(() -> old.integrate(connection)).isInstanceOf(StaleEpochException.class);
            assertThatThrownBy(() -> old.sign(connection)).isInstanceOf(StaleEpochException.class);
            assertThatThrownBy(() -> old.copy(connection)).isInstanceOf(StaleEpochException.class);
            check();
        }

        private void check() throws Exception {
            world.log().assertInvariants();
        }
    }
}
