package org.sillok.fixity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.audit.Tampering;
import org.sillok.fixity.core.Copy;
import org.sillok.fixity.core.Round;
import org.sillok.platform.PostgresTestResource;
import org.sillok.storage.FaultyObjectStore;
import org.sillok.storage.FileSystemObjectStore;
import org.sillok.storage.ObjectStore;
import org.sillok.storage.ReplicaStore;
import org.sillok.storage.Staging;
import org.sillok.storage.StorageException;
import org.sillok.storage.StorageUnavailableException;

/** A replica that is exchanged, away, or none, and a directory that is lost. */
@QuarkusTest
@TestProfile(ReplicaFixture.WithReplica.class)
@WithTestResource(PostgresTestResource.class)
class ReplicaFaultsTest extends ReplicaFixture {
    @Inject
    FixityDesk desk;

    @Inject
    @Staging
    ObjectStore staging;

    @TempDir
    Path folder;

    @Test
    void anotherStoreInTheReplicasPlaceIsADelayUntilTheOperatorSaysSo() {
        world.fill(store, replicaStore());
        ObjectStore other = new FileSystemObjectStore(folder.resolve("other"), Clock.systemUTC());
        tampering.item(ngo);
        assertThatThrownBy(() -> world.fill(store, other)).isInstanceOf(StorageException.class);
        assertThat(world.round(store, other).counts().replicas()).isZero();
        assertThat(names(other, "")).isEmpty();
        assertThat(world.incidents(item)).isEmpty();
        // Somebody else's mark is none.
        assertThatThrownBy(() -> world.fill(store, other, "rpl_mzxw6ytboi4tcnrvgq3tknbqga"))
                .isInstanceOf(StorageException.class);
        String old = world.mark();
        world.fill(store, other, old);
        assertThat(names(other, "content/")).containsAll(names(store, "content/"));
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
        assertThat(names(store, "replica/")).isEmpty();
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
        assertThat(names(staging, "content/")).isEmpty();
        assertThat(names(staging, "replica/")).isEmpty();
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
    void aLostDirectoryIsNotNamedFileByFileForEver() {
        world.fill(store, replicaStore());
        String later = tampering.item(ngo);
        String last = tampering.item(ngo);
        List<Path> lost = Stream.of(
                        file(later, 1, 1), file(later, 1, 2), file(later, 2, 1), file(last, 1, 1), file(last, 1, 2))
                .toList();
        List<byte[]> bytes = lost.stream().map(Tampering::read).toList();
        Limits three = new Limits() {
            @Override
            int lost() {
                return 3;
            }
        };
        lost.forEach(ReplicaFixture::delete);
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
        lost.forEach(ReplicaFixture::delete);
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

    @Test
    void incidentsOfCopiesThatAreNotConfiguredAreNotCounted() {
        Copies copies = new Copies(store, new ReplicaStore(Optional.empty()));
        assertThat(copies.configured(Map.of(Copy.EVIDENCE, 1L, Copy.REPLICA, 7L)))
                .containsOnlyKeys(Copy.EVIDENCE);
    }
}
