package org.sillok.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.log.LogStatus.Condition;
import org.sillok.log.core.Checkpoint;
import org.sillok.log.core.LogPolicy;
import org.sillok.log.core.Merkle;
import org.sillok.log.core.SignedCheckpoint;
import org.sillok.log.core.TileName;
import org.sillok.log.core.TlogProof;
import org.sillok.storage.StorageUnavailableException;

/** The log with its threads: one or two replicas on one database and one store. */
@Execution(ExecutionMode.CONCURRENT)
class TransparencyLogTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

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

    private record Replica(TransparencyLog log, Leader leader, FakeTransactions transactions) {
        Digest append(String leaf) {
            return transactions.call(() -> log.append(new LogEntry(Bytes.utf8(leaf), Bytes.utf8("record of " + leaf))));
        }

        long appended(String leaf) {
            return log.awaitIndex(append(leaf), PATIENCE).orElseThrow();
        }
    }

    private Replica replica() {
        OpenLog open = fixture.open();
        Leader leader = new Leader(fixture.settings(), open, fixture.store);
        leaders.add(leader);
        leader.start();
        FakeTransactions transactions = new FakeTransactions(fixture.database.appDataSource());
        TransparencyLog log = new TransparencyLog(
                new org.sillok.log.db.LogPool(transactions.dataSource()), transactions, open, fixture.store, leader);
        return new Replica(log, leader, transactions);
    }

    @Test
    void anEntryGetsAnIndexThenACheckpointThenAProof() throws Exception {
        Replica replica = replica();
        LogPolicy policy = replica.log().policy();
        assertThat(policy.keys(replica.log().origin())).hasSize(2);
        for (int i = 0; i < 300; i++) {
            assertThat(replica.appended("leaf " + i)).isEqualTo(i);
        }
        SignedCheckpoint covering = replica.log().awaitPublished(299, PATIENCE).orElseThrow();
        assertThat(covering.checkpoint().size()).isEqualTo(300);
        assertThat(replica.log().checkpoint()).isEqualTo(covering);
        for (int i = 0; i < 300; i++) {
            Digest leafHash = Merkle.leafHash(("leaf " + i).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            assertThat(replica.log().indexOf(leafHash)).contains((long) i);
            TlogProof proof = TlogProof.parse(replica.log().proof(i).text());
            assertThat(proof.verify(leafHash, policy)).isEqualTo(covering);
            assertThat(replica.log().proof(i, covering)).isEqualTo(proof);
        }
        assertThatThrownBy(() -> replica.log().proof(300)).isInstanceOf(NotPublishedException.class);
        assertThat(replica.log().tile(new TileName.Hashes(0, 0, 256))).isPresent();
        assertThat(replica.log().tile(new TileName.Hashes(0, 7, 256))).isEmpty();
        assertThat(replica.log().status())
                .isEqualTo(new LogStatus(replica.log().origin(), new Condition.Leading(), 300, 300, 300));
    }

    @Test
    void anEntryOfATransactionThatIsRolledBackIsNeverNumbered() {
        Replica replica = replica();
        Digest[] lost = new Digest[1];
        assertThatThrownBy(() -> replica.transactions().call(() -> {
                    lost[0] = replica.log().append(new LogEntry(Bytes.utf8("lost"), Bytes.utf8("")));
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        assertThat(replica.appended("kept")).isZero();
        assertThat(replica.log().awaitIndex(lost[0], Duration.ofMillis(50))).isEmpty();
        assertThatThrownBy(() -> replica.log().append(new LogEntry(Bytes.utf8("x"), Bytes.utf8(""))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aReplicaThatFollowsLearnsWhatTheLeaderDoes() throws Exception {
        Replica first = replica();
        first.appended("first");
        Replica second = replica();
        for (int i = 0; i < 20; i++) {
            long index = second.appended("second " + i);
            assertThat(index).isEqualTo(i + 1);
        }
        SignedCheckpoint head = second.log().awaitPublished(20, PATIENCE).orElseThrow();
        assertThat(head.checkpoint().size()).isEqualTo(21);
        assertThat(second.log().status().condition()).isEqualTo(new Condition.Following());
        first.leader().stop();
        assertThat(second.appended("after the leader's end")).isEqualTo(21);
        assertThat(second.log().awaitPublished(21, PATIENCE)).isPresent();
        fixture.assertInvariants();
    }

    @Test
    void replicasWhoseLeadFlapsNeverSignTwoRootsForOneSize() throws Exception {
        Replica[] replicas = {replica(), replica()};
        ExecutorService clients = Executors.newFixedThreadPool(4);
        try {
            List<Future<List<Long>>> streams = new ArrayList<>();
            for (int c = 0; c < 4; c++) {
                Replica replica = replicas[c % 2];
                String name = "client " + c + " leaf ";
                streams.add(clients.submit(() -> {
                    List<Long> indices = new ArrayList<>();
                    for (int i = 0; i < 60; i++) {
                        indices.add(replica.appended(name + i));
                    }
                    return indices;
                }));
            }
            for (int flap = 0; flap < 6; flap++) {
                Thread.sleep(300);
                Leader leader = replicas[flap % 2].leader();
                leader.stop();
                Thread.sleep(100);
                leader.start();
            }
            for (Future<List<Long>> stream : streams) {
                assertThat(stream.get())
                        .as("what one client writes in turn is numbered in turn")
                        .isSorted();
            }
        } finally {
            clients.shutdownNow();
        }
        assertThat(replicas[0].log().awaitPublished(239, PATIENCE)).isPresent();
        assertThat(fixture.numbers()).hasSize(240);
        fixture.assertInvariants();
    }

    @Test
    void whileTheStoreFailsEntriesAreNumberedAndLaterPublished() throws Exception {
        Replica replica = replica();
        assertThat(replica.appended("before")).isZero();
        assertThat(replica.log().awaitPublished(0, PATIENCE)).isPresent();
        fixture.store.failWith(new StorageUnavailableException("gone"));
        assertThat(replica.appended("meanwhile")).isEqualTo(1);
        assertThat(replica.log().awaitPublished(1, Duration.ofMillis(300))).isEmpty();
        assertThat(replica.log().status().condition()).isInstanceOf(Condition.Delayed.class);
        assertThat(replica.log().checkpoint().checkpoint().size()).isEqualTo(1);
        fixture.store.heal();
        assertThat(replica.log().awaitPublished(1, PATIENCE)).isPresent();
        fixture.assertInvariants();
    }

    @Test
    void aLogThatMustRefuseStillTakesEntries() throws Exception {
        Checkpoint ahead = new Checkpoint(fixture.identity().origin(), 1000, Merkle.leafHash(new byte[0]));
        fixture.writeMark(fixture.signer().sign(ahead, 0));
        Replica replica = replica();
        Digest leafHash = replica.append("taken");
        assertThat(replica.log().awaitIndex(leafHash, Duration.ofMillis(500))).isEmpty();
        assertThat(replica.log().status().condition()).isInstanceOf(Condition.Refusing.class);
        assertThatThrownBy(replica.log()::checkpoint).isInstanceOf(LogRefusesException.class);
        assertThatThrownBy(() -> replica.log().proof(0)).isInstanceOf(LogRefusesException.class);
        assertThatThrownBy(() -> replica.log().awaitPublished(0, Duration.ofMillis(50)))
                .isInstanceOf(LogRefusesException.class);
        assertThat(replica.log().mayRelease()).isFalse();
        assertThat(fixture.numbers()).isEmpty();
        assertThat(fixture.signedHeads()).isEmpty();
    }

    @Test
    void waitingForNothingEnds() {
        Replica replica = replica();
        Optional<Long> none = replica.log().awaitIndex(Merkle.emptyRoot(), Duration.ofMillis(50));
        assertThat(none).isEmpty();
        assertThat(replica.log().awaitPublished(5, Duration.ofMillis(50))).isEmpty();
    }

    @Test
    void noEntryIsLostToManyClients() throws Exception {
        Replica replica = replica();
        ExecutorService clients = Executors.newFixedThreadPool(8);
        try {
            List<Future<Long>> indices = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                String leaf = "leaf " + i;
                indices.add(clients.submit(() -> replica.appended(leaf)));
            }
            List<Long> all = new ArrayList<>();
            for (Future<Long> index : indices) {
                all.add(index.get());
            }
            assertThat(all).doesNotHaveDuplicates().hasSize(400);
        } finally {
            clients.shutdownNow();
        }
        assertThat(replica.log().awaitPublished(399, PATIENCE)).isPresent();
        fixture.assertInvariants();
    }
}
