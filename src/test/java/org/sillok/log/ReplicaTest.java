package org.sillok.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.log.LogStatus.Condition;
import org.sillok.log.core.Merkle;
import org.sillok.log.core.TileName;
import org.sillok.log.db.LogLeadership;
import org.sillok.log.db.LogPool;
import org.sillok.storage.StorageFullException;
import org.sillok.storage.StorageReadOnlyException;

/** What keeps a log going without anybody's help: the lease, the way back from damage, and followers that see everything. */
class ReplicaTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final List<Leader> leaders = new ArrayList<>();
    private LogFixture fixture;

    @BeforeEach
    void aDatabaseAndAStore() throws Exception {
        fixture = new LogFixture(folder, 100);
    }

    @AfterEach
    void stop() throws Exception {
        leaders.forEach(Leader::stop);
        fixture.close();
    }

    private record Replica(TransparencyLog log, FakeTransactions transactions) {
        long appended(String leaf) {
            Digest leafHash = transactions.call(
                    () -> log.append(new LogEntry(Bytes.utf8(leaf), Bytes.utf8("record of " + leaf))));
            return log.awaitIndex(leafHash, PATIENCE).orElseThrow();
        }

        Condition condition() {
            return log.status().condition();
        }
    }

    private Replica replica() {
        OpenLog open = fixture.open();
        Leader leader = new Leader(fixture.settings(), open, fixture.store);
        leaders.add(leader);
        leader.start();
        FakeTransactions transactions = new FakeTransactions(fixture.database.appDataSource());
        return new Replica(
                new TransparencyLog(new LogPool(transactions.dataSource()), transactions, open, fixture.store, leader),
                transactions);
    }

    @Test
    void aLeaderThatFallsSilentLosesTheLeadThoughItsConnectionLives() throws Exception {
        // A paused process: it holds the session lock, its connection is up, and it does nothing.
        try (Connection paused = fixture.connect()) {
            assertThat(LogLeadership.tryLead(paused, fixture.identity().log())).isTrue();
            LogLeadership.lease(paused, Duration.ofSeconds(2));
            Replica other = replica();
            assertThat(other.appended("after the lease")).isZero();
        }
    }

    @Test
    void aSessionThatIsPausedWithinATransactionDoesNotHoldUpTheNext() throws Exception {
        try (Connection paused = fixture.connect();
                Statement statement = paused.createStatement()) {
            assertThat(LogLeadership.tryLead(paused, fixture.identity().log())).isTrue();
            LogLeadership.lease(paused, Duration.ofSeconds(2));
            statement.execute("set idle_in_transaction_session_timeout = '2s'");
            statement.execute("select * from sillok.log_sequence for update");
            assertThat(replica().appended("after the lease")).isZero();
        }
    }

    @Test
    void aDamagedTileStopsTheLogUntilItIsPutBack() throws Exception {
        Replica replica = replica();
        replica.appended("first");
        assertThat(replica.log().awaitPublished(0, PATIENCE)).isPresent();
        Path tile = folder.resolve(
                "objects/log/" + fixture.identity().origin() + "/" + new TileName.Hashes(0, 0, 1).path());
        byte[] good = Files.readAllBytes(tile);
        Files.delete(tile);
        long second = replica.appended("second");
        until(() -> replica.condition() instanceof Condition.Refusing);
        Condition.Refusing refusing = (Condition.Refusing) replica.condition();
        assertThat(refusing.reason()).contains("tile/0/000.p/1");
        assertThat(refusing.wayOut()).contains("goes on by itself");
        Files.write(tile, good);
        assertThat(replica.log().awaitPublished(second, PATIENCE))
                .as("without a restart")
                .isPresent();
        until(() -> replica.condition() instanceof Condition.Leading);
        fixture.assertInvariants();
    }

    @Test
    void aStoreThatIsFullOrReadOnlyDelaysAndLosesNothing() throws Exception {
        Replica replica = replica();
        replica.appended("first");
        for (RuntimeException reason : List.of(
                new StorageFullException(new SQLException()), new StorageReadOnlyException(new SQLException()))) {
            fixture.store.failWith(reason);
            long index = replica.appended("during " + reason.getClass());
            until(() -> replica.condition() instanceof Condition.Delayed);
            fixture.assertInvariants();
            fixture.store.heal();
            assertThat(replica.log().awaitPublished(index, PATIENCE)).isPresent();
            fixture.assertInvariants();
        }
    }

    @Test
    void aFollowerKeepsItsHighWaterMarkUp() throws Exception {
        Replica leader = replica();
        leader.appended("first");
        until(() -> leader.condition() instanceof Condition.Leading);
        Path own = folder.resolve("other-state");
        LogSettings settings = fixture.settings().withHighWaterMark(own);
        Leader follower = new Leader(settings, fixture.open(), fixture.store);
        leaders.add(follower);
        follower.start();
        HighWaterMark mark = new HighWaterMark(own, fixture.identity().origin());
        until(() -> mark.read().isPresent());
        long index = leader.appended("second");
        until(() -> mark.read()
                .flatMap(fixture.identity()::verified)
                .filter(head -> head.checkpoint().size() > index)
                .isPresent());
    }

    @Test
    void aFollowerDoesNotAskForeverForWhatNeverComes() throws Exception {
        Waiters waiters = new Waiters();
        Digest unknown = Merkle.emptyRoot();
        assertThat(waiters.await(unknown, Duration.ofMillis(1))).isEmpty();
        assertThat(waiters.unanswered()).isEmpty();
        waiters.expect(unknown);
        assertThat(waiters.await(unknown, Duration.ofMillis(1))).isEmpty();
        assertThat(waiters.unanswered()).as("what was appended will come").containsExactly(unknown);
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.sleep(20);
        }
    }
}
