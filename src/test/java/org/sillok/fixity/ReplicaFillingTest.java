package org.sillok.fixity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sillok.audit.Tampering;
import org.sillok.fixity.core.Counts;
import org.sillok.platform.PostgresTestResource;
import org.sillok.storage.FaultyObjectStore;
import org.sillok.storage.ObjectName;
import org.sillok.storage.ObjectStore;
import org.sillok.storage.StorageException;
import org.sillok.storage.StorageUnavailableException;

/** What is copied into a replica, and single objects that stop nothing. */
@QuarkusTest
@TestProfile(ReplicaFixture.WithReplica.class)
@WithTestResource(PostgresTestResource.class)
class ReplicaFillingTest extends ReplicaFixture {
    @Inject
    FixityDesk desk;

    @Test
    void theReplicaIsFilledInTheOrderOfTheLogAndTheLagGoesDown() {
        assertThat(desk.status().lag().orElseThrow().entries()).isPositive();
        // What the copier has not come to is late, not missing.
        assertThat(round().failures()).isZero();
        assertThat(world.incidents(item)).isEmpty();
        world.fill(store, replicaStore());
        assertThat(desk.status().lag().orElseThrow().entries()).isZero();
        assertThat(Tampering.read(copy)).isEqualTo(bytes);
        Counts counts = round();
        assertThat(counts.outcome()).isEqualTo("INTACT");
        assertThat(counts.replicas()).isEqualTo(counts.files());
    }

    @Test
    void theLogIsCopiedTooSoThatTheRecordCanBeRebuilt() {
        world.fill(store, replicaStore());
        assertThat(world.fillLog(store, replicaStore())).isZero();
        try (Stream<ObjectName> wanted = store.list("log/");
                Stream<ObjectName> there = replicaStore().list("log/")) {
            assertThat(there.toList()).containsAll(wanted.toList()).isNotEmpty();
        }
        ObjectName checkpoint = new ObjectName("log/" + tampering.logOrigin() + "/checkpoint");
        assertThat(Tampering.read(inReplica(checkpoint.value())))
                .isEqualTo(Tampering.read(tampering.logObject("checkpoint")));
        // The copy follows.
        tampering.item(ngo);
        world.fillLog(store, replicaStore());
        assertThat(Tampering.read(inReplica(checkpoint.value())))
                .isEqualTo(Tampering.read(tampering.logObject("checkpoint")));
    }

    @Test
    void anObjectOfTheLogThatCannotBeReadIsLeftOutAndTheCheckpointWaitsForIt() {
        world.fill(store, replicaStore());
        assertThat(world.fillLog(store, replicaStore())).isZero();
        ObjectName checkpoint = new ObjectName("log/" + tampering.logOrigin() + "/checkpoint");
        byte[] before = read(replicaStore(), checkpoint);
        tampering.item(ngo);
        List<ObjectName> known = names(replicaStore(), "log/");
        ObjectName fresh = names(store, "log/").stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .orElseThrow();
        FaultyObjectStore faulty = new FaultyObjectStore(store);
        faulty.failReadsOf(fresh, new StorageUnavailableException("a bad sector"));
        assertThat(world.fillLog(faulty, replicaStore())).isEqualTo(1);
        assertThat(read(replicaStore(), checkpoint)).isEqualTo(before);
        assertThat(world.fillLog(store, replicaStore())).isZero();
        assertThat(read(replicaStore(), checkpoint)).isNotEqualTo(before);
    }

    @Test
    void damagedEvidenceIsNotCopied() {
        Tampering.flip(evidence, 70_000);
        try {
            world.fill(store, replicaStore());
            assertThat(copy).doesNotExist();
            assertThat(world.incidents(item))
                    .containsExactlyInAnyOrder("1/1 EVIDENCE OTHER_DIGEST READING", "1/1 REPLICA MISSING READING");
        } finally {
            Tampering.write(evidence, bytes);
        }
        assertThat(report(run(false))).containsExactlyInAnyOrder("FOUND_INTACT", "REPAIRED");
        assertThat(Tampering.read(copy)).isEqualTo(bytes);
    }

    @Test
    void aFileThatCannotBeReadKeepsNoOtherFromBeingCopied() {
        FaultyObjectStore faulty = new FaultyObjectStore(store);
        faulty.failReadsOf(nameOf(item, 1, 1), new StorageUnavailableException("a bad sector"));
        world.fill(faulty, replicaStore());
        assertThat(world.incidents(item))
                .containsExactlyInAnyOrder("1/1 EVIDENCE UNREADABLE READING", "1/1 REPLICA MISSING READING");
        assertThat(replicaStore().stat(nameOf(item, 1, 2))).isPresent();
        assertThat(replicaStore().stat(nameOf(item, 2, 1))).isPresent();
        // What the incidents put on the log is behind it.
        world.fill(faulty, replicaStore());
        assertThat(desk.status().lag().orElseThrow().entries()).isZero();
        world.repair(store, replicaStore());
        assertThat(world.openIncidents(item)).isEmpty();
    }

    @Test
    void aReplicaThatDoesNotAnswerIsWaitedFor() {
        FaultyObjectStore faulty = new FaultyObjectStore(replicaStore());
        faulty.failReads();
        assertThatThrownBy(() -> world.fill(store, faulty)).isInstanceOf(StorageException.class);
        assertThat(world.incidents(item)).isEmpty();
        assertThat(desk.status().lag().orElseThrow().entries()).isPositive();
        faulty.heal();
        world.fill(store, faulty);
        assertThat(Tampering.read(copy)).isEqualTo(bytes);
    }

    @Test
    void aReplicaThatLacksNothingIsNotAskedAllTheTime() {
        world.fill(store, replicaStore());
        FaultyObjectStore faulty = new FaultyObjectStore(replicaStore());
        FixityWorld.Filler filler = world.filler(store, faulty);
        FixityWorld.Filler restless = world.filler(store, faulty, new Limits() {
            @Override
            Duration rest() {
                return Duration.ZERO;
            }
        });
        filler.work();
        restless.work();
        faulty.failReads();
        filler.work();
        assertThatThrownBy(restless::work).isInstanceOf(StorageException.class);
        tampering.item(ngo);
        assertThatThrownBy(filler::work).isInstanceOf(StorageException.class);
    }

    @Test
    void aReplicaThatTakesNothingAtAllIsWaitedFor() {
        world.fill(store, replicaStore());
        String later = tampering.item(ngo);
        FaultyObjectStore faulty = new FaultyObjectStore(replicaStore());
        faulty.failWith(new StorageUnavailableException("too busy"));
        FixityWorld.Filler filler = world.filler(store, faulty);
        for (int attempt = 0; attempt < 5; attempt++) {
            assertThatThrownBy(filler::work).isInstanceOf(StorageException.class);
        }
        assertThat(world.incidents(later)).isEmpty();
        faulty.heal();
        filler.work();
        assertThat(world.incidents(later)).isEmpty();
    }

    @Test
    void anObjectThatTheReplicaDoesNotTakeKeepsNoOtherFromBeingCopied() {
        world.fill(store, replicaStore());
        String later = tampering.item(ngo);
        FaultyObjectStore faulty = new FaultyObjectStore(replicaStore());
        ObjectName refused = nameOf(later, 1, 1);
        faulty.refuse(refused, new StorageUnavailableException("too large"));
        List<ObjectName> marks = names(replicaStore(), "replica/");
        FixityWorld.Filler filler = world.filler(store, faulty);
        assertThatThrownBy(filler::work).isInstanceOf(StorageException.class);
        assertThatThrownBy(filler::work).isInstanceOf(StorageException.class);
        assertThat(world.incidents(later)).isEmpty();
        filler.work();
        assertThat(world.incidents(later)).containsExactly("1/1 REPLICA MISSING READING");
        // What this put on the log is behind it.
        world.fill(store, replicaStore());
        assertThat(desk.status().lag().orElseThrow().entries()).isZero();
        assertThat(names(store, "content/").stream()
                        .filter(name -> !names(replicaStore(), "content/").contains(name)))
                .containsExactly(refused);
        assertThat(names(replicaStore(), "replica/")).isEqualTo(marks);
        assertThat(world.repair(store, replicaStore()).isComplete()).isTrue();
        assertThat(replicaStore().stat(refused)).isPresent();
    }

    @Test
    void whatWasPublishedAndPerhapsNotLockedIsKeptWhenItIsMetAgain() {
        world.fill(store, replicaStore());
        ObjectName later = nameOf(tampering.item(ngo), 1, 1);
        FaultyObjectStore faulty = new FaultyObjectStore(replicaStore());
        // The body is one write, the publication is another.
        faulty.failAt(2, FaultyObjectStore.Outcome.PERSISTED);
        assertThatThrownBy(() -> world.fill(store, faulty)).isInstanceOf(StorageException.class);
        assertThat(replicaStore().stat(later)).isPresent();
        assertThat(faulty.kept()).isEmpty();
        world.fill(store, faulty);
        assertThat(faulty.kept()).containsExactly(later);
        Tampering.flip(tampering.content(later.value().substring(later.value().lastIndexOf('/') + 1)), 3);
        world.round(store);
        FaultyObjectStore evidence = new FaultyObjectStore(store);
        evidence.failAt(2, FaultyObjectStore.Outcome.PERSISTED);
        assertThat(world.repair(evidence, replicaStore()).isComplete()).isFalse();
        assertThat(evidence.kept()).isEmpty();
        assertThat(world.repair(evidence, replicaStore()).isComplete()).isTrue();
        assertThat(evidence.kept()).containsExactly(later);
    }

    private static byte[] read(ObjectStore store, ObjectName name) {
        try (SeekableByteChannel channel = store.open(name)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // Until it is full.
            }
            return bytes.array();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
