package org.sillok.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sillok.log.core.DamagedTreeException;
import org.sillok.log.db.StaleEpochException;
import org.sillok.storage.FaultyObjectStore.Outcome;
import org.sillok.storage.StorageException;

/** Every write to the store and every commit, failed with and without effect, then carried on by the next leader. */
@Execution(ExecutionMode.CONCURRENT)
class AppendPathFaultsTest {
    private static final int BATCH = 200;

    @TempDir
    Path folder;

    private LogFixture log;

    @AfterEach
    void close() throws SQLException {
        log.close();
    }

    @ParameterizedTest
    @EnumSource
    void aLeaderThatDiesAtAnyWriteIsCarriedOn(Outcome outcome) throws Exception {
        log = new LogFixture(folder, BATCH);
        int survived = 0;
        for (int nth = 1; survived < 2; nth++) {
            // 150 and 70 by turns: batches that end within tiles, at their borders, and run over them.
            log.append(nth % 2 == 0 ? 150 : 70);
            log.store.failFrom(nth, outcome);
            try (Connection connection = log.connect()) {
                run(log, connection);
                survived++;
            } catch (StorageException e) {
                assertThat(e).hasMessageContaining("injected");
            }
            log.store.heal();
            log.assertInvariants();
            if (nth % 3 == 0) {
                try (Connection connection = log.connect()) {
                    run(log, connection);
                }
                log.assertComplete();
            }
        }
        try (Connection connection = log.connect()) {
            run(log, connection);
        }
        log.assertComplete();
    }

    @ParameterizedTest
    @EnumSource
    void aLeaderThatLosesItsDatabaseAtAnyCommitIsCarriedOn(Outcome outcome) throws Exception {
        log = new LogFixture(folder, BATCH);
        boolean failed = true;
        for (int nth = 1; failed; nth++) {
            log.append(nth % 2 == 0 ? 150 : 70);
            failed = false;
            try (Connection connection = log.connect()) {
                run(log, FaultyConnection.of(connection, nth, outcome));
            } catch (SQLException e) {
                failed = true;
            }
            log.assertInvariants();
        }
        try (Connection connection = log.connect()) {
            run(log, connection);
        }
        log.assertComplete();
    }

    @Test
    void aLeaderThatWasReplacedChangesNothing() throws Exception {
        log = new LogFixture(folder, BATCH);
        log.append(10);
        try (Connection first = log.connect();
                Connection second = log.connect()) {
            Tenure old = log.begin(first);
            assertThat(old.number(first)).hasSize(10);
            Tenure now = log.begin(second);
            log.append(10);
            assertThatThrownBy(() -> old.number(first)).isInstanceOf(StaleEpochException.class);
            assertThatThrownBy(() -> old.integrate(first)).isInstanceOf(StaleEpochException.class);
            assertThatThrownBy(() -> old.sign(first)).isInstanceOf(StaleEpochException.class);
            assertThatThrownBy(() -> old.copy(first)).isInstanceOf(StaleEpochException.class);
            log.assertInvariants();
            finish(now, second);
            log.assertComplete();
        }
    }

    @Test
    void aLeaderThatIsReplacedBetweenReadingAndWritingChangesNothing() throws Exception {
        log = new LogFixture(folder, BATCH);
        log.append(300);
        try (Connection first = log.connect();
                Connection second = log.connect()) {
            Tenure old = log.begin(first);
            old.number(first);
            old.number(first);
            AtomicInteger commits = new AtomicInteger();
            // The second commit of a step comes after the outbox was read and before the head is written.
            Connection overtaken = overtaken(first, () -> {
                if (commits.incrementAndGet() == 2) {
                    finish(log.begin(second), second);
                }
            });
            assertThatThrownBy(() -> old.integrate(overtaken)).isInstanceOf(StaleEpochException.class);
            log.assertComplete();
        }
    }

    @Test
    void otherBytesInTheStoreStopTheLog() throws Exception {
        log = new LogFixture(folder, BATCH);
        log.append(10);
        log.objects().put("tile/0/000.p/10", new byte[320]);
        try (Connection connection = log.connect()) {
            Tenure tenure = log.begin(connection);
            tenure.number(connection);
            assertThatThrownBy(() -> tenure.integrate(connection)).isInstanceOf(StorageException.class);
            assertThat(log.row().tree().size()).isZero();
            log.assertInvariants();
        }
    }

    @Test
    void anEntryThatIsChangedOrRemovedFromTheOutboxIsNoticed() throws Exception {
        log = new LogFixture(folder, BATCH);
        log.append(10);
        try (Connection connection = log.connect()) {
            Tenure tenure = log.begin(connection);
            tenure.number(connection);
            tamper(log, "update sillok.log_outbox set leaf = 'other' where index = 4");
            assertThatThrownBy(() -> tenure.integrate(connection)).isInstanceOf(DamagedTreeException.class);
            tamper(log, "delete from sillok.log_outbox where index = 4");
            assertThatThrownBy(() -> tenure.integrate(connection)).isInstanceOf(DamagedTreeException.class);
            log.assertInvariants();
        }
    }

    @Test
    void aDamagedTileAtTheRightEdgeIsNoticedBeforeAnythingIsSigned() throws Exception {
        log = new LogFixture(folder, BATCH);
        log.append(10);
        try (Connection connection = log.connect()) {
            Tenure tenure = log.begin(connection);
            finish(tenure, connection);
            Path tile = folder.resolve("objects/log/" + log.identity().origin() + "/tile/0/000.p/10");
            byte[] bytes = java.nio.file.Files.readAllBytes(tile);
            bytes[100] ^= 1;
            java.nio.file.Files.delete(tile);
            java.nio.file.Files.write(tile, bytes);
            log.append(10);
            tenure.number(connection);
            assertThatThrownBy(() -> tenure.integrate(connection)).isInstanceOf(DamagedTreeException.class);
            assertThat(log.row().tree().size()).isEqualTo(10);
            assertThatThrownBy(() -> log.begin(connection)).isInstanceOf(Tenure.RefusedException.class);
        }
    }

    @Test
    void theApplicationCannotTakeBackANumber() throws Exception {
        log = new LogFixture(folder, BATCH);
        log.append(1);
        try (Connection connection = log.connect()) {
            finish(log.begin(connection), connection);
        }
        for (String change : new String[] {
            "update sillok.log_entry set index = 7", "delete from sillok.log_entry", "truncate sillok.log_entry"
        }) {
            try (Connection app = log.database.asApp();
                    var statement = app.createStatement()) {
                assertThatThrownBy(() -> statement.execute(change)).isInstanceOf(SQLException.class);
            }
        }
    }

    private interface Step {
        void run() throws Exception;
    }

    private static Connection overtaken(Connection connection, Step step) {
        return (Connection) java.lang.reflect.Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, arguments) -> {
                    try {
                        Object result = method.invoke(connection, arguments);
                        if (method.getName().equals("commit")) {
                            step.run();
                        }
                        return result;
                    } catch (java.lang.reflect.InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static void tamper(LogFixture log, String sql) throws SQLException {
        try (Connection superuser = log.database.asSuperuser();
                var statement = superuser.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void run(LogFixture log, Connection connection) throws Exception {
        Tenure tenure = log.begin(connection);
        log.assertInvariants();
        finish(tenure, connection);
    }

    private static void finish(Tenure tenure, Connection connection) throws Exception {
        while (!tenure.number(connection).isEmpty()) {
            // until the outbox is numbered
        }
        int added;
        do {
            added = tenure.integrate(connection);
            tenure.sign(connection);
            tenure.copy(connection);
        } while (added > 0);
    }
}
