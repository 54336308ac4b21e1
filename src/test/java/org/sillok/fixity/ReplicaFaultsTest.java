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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.audit.Tampering;
import org.sillok.fixity.core.Copy;
import org.sillok.fixity.core.Round;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.kernel.ObjectId;
import org.sillok.platform.PostgresTestResource;
import org.sillok.storage.FaultyObjectStore;
import org.sillok.storage.FileSystemObjectStore;
import org.sillok.storage.ObjectName;
import org.sillok.storage.ObjectStore;
import org.sillok.storage.ReplicaStore;
import org.sillok.storage.Staging;
import org.sillok.storage.StorageException;
import org.sillok.storage.StorageUnavailableException;

/** A replica that is exchanged, or is none, and single objects that stop neither the copier nor a repair. */
@QuarkusTest
@TestProfile(RepairFaultsTest.WithReplica.class)
@WithTestResource(PostgresTestResource.class)
class ReplicaFaultsTest {
    @Inject
    TestParties parties;

    @Inject
    Tampering tampering;

    @Inject
    FixityWorld world;

    @Inject
    ObjectStore store;

    @Inject
    ReplicaStore replica;

    @Inject
    FixityDesk desk;

    @Inject
    @Staging
    ObjectStore staging;

    @TempDir
    Path folder;

    private Actor ngo;
    private String item;

    @BeforeEach
    void anItem() {
        ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        item = tampering.item(ngo);
    }

    private ObjectStore replicaStore() {
        return replica.store().orElseThrow();
    }

    private ObjectName nameOf(int version, int file) {
        return ObjectName.of(new ObjectId(tampering.objectOf(item, version, file)));
    }

    private static List<ObjectName> all(ObjectStore store, String prefix) {
        try (Stream<ObjectName> names = store.list(prefix)) {
            return names.toList();
        }
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

    @Test
    void anotherStoreInTheReplicasPlaceIsADelayUntilTheOperatorSaysSo() {
        world.fill(store, replicaStore());
        ObjectStore other = new FileSystemObjectStore(folder.resolve("other"), Clock.systemUTC());
        tampering.item(ngo);
        assertThatThrownBy(() -> world.fill(store, other)).isInstanceOf(StorageException.class);
        assertThat(world.round(store, other).counts().replicas()).isZero();
        assertThat(all(other, "")).isEmpty();
        assertThat(world.incidents(item)).isEmpty();
        // Somebody else's mark is none.
        assertThatThrownBy(() -> world.fill(store, other, "rpl_mzxw6ytboi4tcnrvgq3tknbqga"))
                .isInstanceOf(StorageException.class);
        String old = world.mark();
        world.fill(store, other, old);
        assertThat(all(other, "content/")).containsAll(all(store, "content/"));
        // The setting need not be removed.
        String fresh = world.mark();
        world.fill(store, other, old);
        assertThat(world.mark()).isEqualTo(fresh).isNotEqualTo(old);
        assertThat(world.round(store, other).counts().failures()).isZero();
        world.fill(store, replicaStore(), fresh);
        assertThat(world.incidents(item)).isEmpty();
    }

    @Test
    void theEvidenceStoreUnderAnotherNameIsNoReplica() {
        world.fill(store, replicaStore());
        String before = world.mark();
        assertThatThrownBy(() -> world.fill(store, store, before)).isInstanceOf(StorageException.class);
        assertThat(world.mark()).isEqualTo(before);
        assertThat(all(store, "replica/")).isEmpty();
    }

    @Test
    void whatIsNotTheReplicaIsNotCountedAsRead() {
        world.fill(store, replicaStore());
        Round round = world.round(store, store);
        assertThat(round.counts().files()).isPositive();
        assertThat(round.counts().replicas()).isZero();
        assertThat(world.incidents(item)).isEmpty();
    }

    @Test
    void theStagingStoreUnderAnotherNameIsNoReplica() {
        world.fill(store, replicaStore());
        String before = world.mark();
        tampering.item(ngo);
        assertThatThrownBy(() -> world.fill(store, staging, before)).isInstanceOf(StorageException.class);
        assertThat(world.mark()).isEqualTo(before);
        assertThat(all(staging, "content/")).isEmpty();
        assertThat(all(staging, "replica/")).isEmpty();
    }

    @Test
    void aReplicaThatIsAwayDoesNotKeepTheEvidenceFromBeingRead() {
        tampering.item(ngo);
        world.fill(store, replicaStore());
        long files = tampering.number("select count(*) from evidence_file");
        FaultyObjectStore away = new FaultyObjectStore(replicaStore());
        away.failReads();
        Round round = world.round(store, away);
        assertThat(round.isOpen()).isFalse();
        assertThat(round.counts().files()).isEqualTo(files);
        assertThat(round.counts().replicas()).isZero();
        away.heal();
        AtomicInteger reads = new AtomicInteger();
        FixityWorld.Replica replica = world.replica("one", store, away, unused -> {
            if (reads.incrementAndGet() == 5) {
                away.failReads();
            }
        });
        world.begin();
        assertThat(replica.take()).isTrue();
        replica.work();
        replica.leave();
        assertThat(world.newest().counts().files()).isEqualTo(files);
        assertThat(world.newest().counts().replicas()).isPositive().isLessThan(files);
        assertThat(world.incidents(item)).isEmpty();
    }

    @Test
    void anObjectThatTheReplicaDoesNotTakeKeepsNoOtherFromBeingCopied() {
        world.fill(store, replicaStore());
        String later = tampering.item(ngo);
        FaultyObjectStore faulty = new FaultyObjectStore(replicaStore());
        ObjectName refused = ObjectName.of(new ObjectId(tampering.objectOf(later, 1, 1)));
        faulty.refuse(refused, new StorageUnavailableException("too large"));
        List<ObjectName> marks = all(replicaStore(), "replica/");
        FixityWorld.Filler filler = world.filler(store, faulty);
        assertThatThrownBy(filler::work).isInstanceOf(StorageException.class);
        assertThatThrownBy(filler::work).isInstanceOf(StorageException.class);
        assertThat(world.incidents(later)).isEmpty();
        filler.work();
        assertThat(world.incidents(later)).containsExactly("1/1 REPLICA MISSING READING");
        // What this put on the log is behind it.
        world.fill(store, replicaStore());
        assertThat(desk.status().lag().orElseThrow().entries()).isZero();
        assertThat(all(store, "content/").stream()
                        .filter(name -> !all(replicaStore(), "content/").contains(name)))
                .containsExactly(refused);
        assertThat(all(replicaStore(), "replica/")).isEqualTo(marks);
        assertThat(world.repair(store, replicaStore()).isComplete()).isTrue();
        assertThat(replicaStore().stat(refused)).isPresent();
    }

    @Test
    void whatWasPublishedAndPerhapsNotLockedIsKeptWhenItIsMetAgain() {
        world.fill(store, replicaStore());
        ObjectName later = ObjectName.of(new ObjectId(tampering.objectOf(tampering.item(ngo), 1, 1)));
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
    void aLostDirectoryIsNotNamedFileByFileForEver() {
        world.fill(store, replicaStore());
        String later = tampering.item(ngo);
        String last = tampering.item(ngo);
        List<Path> lost = Stream.of(
                        path(later, 1, 1), path(later, 1, 2), path(later, 2, 1), path(last, 1, 1), path(last, 1, 2))
                .toList();
        List<byte[]> bytes = lost.stream().map(Tampering::read).toList();
        Limits three = new Limits() {
            @Override
            int lost() {
                return 3;
            }
        };
        lost.forEach(ReplicaFaultsTest::delete);
        try {
            FixityWorld.Filler filler = world.filler(store, replicaStore(), three);
            for (int attempt = 0; attempt < 3; attempt++) {
                assertThatThrownBy(filler::work).isInstanceOf(StorageUnavailableException.class);
            }
            assertThat(world.openIncidents(later)).hasSize(6);
            assertThat(world.openIncidents(last)).isEmpty();
            assertThat(desk.status().lag().orElseThrow().entries()).isPositive();
        } finally {
            for (int i = 0; i < lost.size(); i++) {
                Tampering.write(lost.get(i), bytes.get(i));
            }
        }
        world.fill(store, replicaStore());
        assertThat(world.repair(store, replicaStore()).isComplete()).isTrue();
        lost.forEach(ReplicaFaultsTest::delete);
        try {
            AtomicInteger pauses = new AtomicInteger();
            FixityWorld.Replica rounds =
                    world.replica("one", store, nanos -> pauses.addAndGet(nanos > 0 ? 1 : 0), three);
            for (int expected : new int[] {3, 5}) {
                world.begin();
                assertThat(rounds.take()).isTrue();
                rounds.work();
                rounds.leave();
                assertThat(world.newest().counts().failures()).isEqualTo(5);
                assertThat(world.openIncidents(later).size()
                                + world.openIncidents(last).size())
                        .isEqualTo(expected);
            }
            assertThat(pauses.get()).isEqualTo(3 + 5);
        } finally {
            world.repair(store, replicaStore());
        }
    }

    private Path path(String of, int version, int file) {
        return tampering.content(tampering.objectOf(of, version, file));
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aFileThatCannotBeReadKeepsNoOtherFromBeingCopied() {
        FaultyObjectStore faulty = new FaultyObjectStore(store);
        faulty.failReadsOf(nameOf(1, 1), new StorageUnavailableException("a bad sector"));
        world.fill(faulty, replicaStore());
        assertThat(world.incidents(item))
                .containsExactlyInAnyOrder("1/1 EVIDENCE UNREADABLE READING", "1/1 REPLICA MISSING READING");
        assertThat(replicaStore().stat(nameOf(1, 2))).isPresent();
        assertThat(replicaStore().stat(nameOf(2, 1))).isPresent();
        // What the incidents put on the log is behind it.
        world.fill(faulty, replicaStore());
        assertThat(desk.status().lag().orElseThrow().entries()).isZero();
        world.repair(store, replicaStore());
        assertThat(world.openIncidents(item)).isEmpty();
    }

    @Test
    void anIncidentThatCannotBeRepairedKeepsNoOtherFromIt() {
        world.fill(store, replicaStore());
        Path older = tampering.content(tampering.objectOf(item, 1, 1));
        Path younger = tampering.content(tampering.objectOf(item, 2, 1));
        Tampering.flip(older, 3);
        world.round(store);
        Tampering.flip(younger, 3);
        world.round(store);
        FaultyObjectStore faulty = new FaultyObjectStore(store);
        faulty.failReadsOf(nameOf(1, 1), new IllegalStateException("nobody thought of this"));
        RepairReport report = world.repair(faulty, replicaStore());
        assertThat(report.isComplete()).isFalse();
        assertThat(report.toJson().object("counts").find("FAILED")).isPresent();
        assertThat(world.openIncidents(item)).containsExactly("1/1 EVIDENCE");
        assertThat(world.repair(store, replicaStore()).isComplete()).isTrue();
    }

    @Test
    void aRepairWritesNothingIntoAStoreThatIsAway() {
        world.fill(store, replicaStore());
        Path file = tampering.content(tampering.objectOf(item, 1, 1));
        Tampering.flip(file, 3);
        world.round(store);
        ObjectStore mountPoint = new FileSystemObjectStore(folder.resolve("mount-point"), Clock.systemUTC());
        assertThat(world.repair(mountPoint, replicaStore()).isComplete()).isFalse();
        assertThat(all(mountPoint, "")).isEmpty();
        assertThat(world.openIncidents(item)).containsExactly("1/1 EVIDENCE");
        assertThat(world.repair(store, replicaStore()).isComplete()).isTrue();
    }

    @Test
    void anObjectOfTheLogThatCannotBeReadIsLeftOutAndTheCheckpointWaitsForIt() {
        world.fill(store, replicaStore());
        assertThat(world.fillLog(store, replicaStore())).isZero();
        ObjectName checkpoint = new ObjectName("log/" + tampering.logOrigin() + "/checkpoint");
        byte[] before = read(replicaStore(), checkpoint);
        tampering.item(ngo);
        List<ObjectName> known = all(replicaStore(), "log/");
        ObjectName fresh = all(store, "log/").stream()
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
    void incidentsOfCopiesThatAreNotConfiguredAreNotCounted() {
        Copies copies = new Copies(store, new ReplicaStore(Optional.empty()));
        assertThat(copies.configured(Map.of(Copy.EVIDENCE, 1L, Copy.REPLICA, 7L)))
                .containsOnlyKeys(Copy.EVIDENCE);
    }
}
