package org.sillok.fixity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.audit.Tampering;
import org.sillok.fixity.core.Round;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.platform.PostgresTestResource;
import org.sillok.storage.FaultyObjectStore;
import org.sillok.storage.ObjectStore;
import org.sillok.storage.StorageException;

/** Damages what is stored, stops stores and processes in the middle, and looks at what the rounds make of it. */
@QuarkusTest
@TestProfile(RoundFaultsTest.OfItsOwn.class)
@WithTestResource(PostgresTestResource.class)
class RoundFaultsTest {
    /** A program and a database that no other test sees. */
    public static final class OfItsOwn implements QuarkusTestProfile {}

    @Inject
    TestParties parties;

    @Inject
    Tampering tampering;

    @Inject
    FixityWorld world;

    @Inject
    ObjectStore store;

    @Inject
    Suspicions suspicions;

    @Inject
    FixityWatch watch;

    @Inject
    FixityMeter meter;

    private Actor ngo;
    private String item;
    private Path first;
    private byte[] bytes;

    @BeforeEach
    void anItem() {
        ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        item = tampering.item(ngo);
        first = tampering.content(tampering.objectOf(item, 1, 1));
        bytes = Tampering.read(first);
    }

    /** So that the next test finds a repository whose files are whole. */
    @AfterEach
    void theFileIsWholeAgain() {
        Tampering.write(first, bytes);
    }

    @Test
    void anIntactRepositoryIsReadInFullAndSaysSo() {
        long before = world.repositoryStatements();
        Round round = world.round(store);
        assertThat(round.isOpen()).isFalse();
        assertThat(round.counts().outcome()).isEqualTo("INTACT");
        assertThat(round.counts().files()).isEqualTo(tampering.number("select count(*) from evidence_file"));
        assertThat(round.counts().bytes()).isEqualTo(tampering.number("select sum(cipher_length) from evidence_file"));
        assertThat(world.repositoryStatements()).isEqualTo(before + 1);
        assertThat(world.incidents(item)).isEmpty();
    }

    @Test
    void aFlippedByteIsAnIncidentOnceHoweverManyRoundsSeeIt() {
        long statements = world.statements(item);
        Tampering.flip(first, 70_000);
        assertThat(world.round(store).counts().outcome()).isEqualTo("DAMAGED");
        assertThat(world.incidents(item)).containsExactly("1/1 EVIDENCE OTHER_DIGEST ROUND");
        assertThat(world.statements(item)).isEqualTo(statements + 1);
        assertThat(world.round(store).counts().failures()).isEqualTo(1);
        assertThat(world.incidents(item)).hasSize(1);
        assertThat(world.statements(item)).isEqualTo(statements + 1);
        // What the audit finds is the same incident.
        assertThat(tampering.findings()).contains("OBJECT_ALTERED file " + item + "/1/1");
        assertThat(world.incidents(item)).hasSize(1);
    }

    @Test
    void aTruncatedFileAndADeletedOneAreNamedAsSuch() throws IOException {
        Tampering.write(first, Arrays.copyOf(bytes, bytes.length - 1));
        Path other = tampering.content(tampering.objectOf(item, 2, 1));
        byte[] others = Tampering.read(other);
        Files.delete(other);
        try {
            assertThat(world.round(store).counts().failures()).isEqualTo(2);
            assertThat(world.incidents(item))
                    .containsExactlyInAnyOrder("1/1 EVIDENCE OTHER_LENGTH ROUND", "2/1 EVIDENCE MISSING ROUND");
        } finally {
            Tampering.write(other, others);
        }
    }

    @Test
    void whatTheAuditFindsFirstIsAnIncidentToo() throws IOException {
        Files.delete(first);
        assertThat(tampering.findings()).contains("OBJECT_MISSING file " + item + "/1/1");
        assertThat(world.incidents(item)).containsExactly("1/1 EVIDENCE MISSING AUDIT");
    }

    @Test
    void rowsOfFilesAreNotBelieved() {
        Tampering.flip(first, 70_000);
        tampering.sql(
                "update evidence_file set object = ? where item = ? and version = 1 and number = 1",
                tampering.objectOf(item, 1, 1).replaceAll(".$", "q"),
                item);
        try {
            world.round(store);
            assertThat(world.incidents(item)).containsExactly("1/1 EVIDENCE OTHER_DIGEST ROUND");
        } finally {
            tampering.sql(
                    "update evidence_file set object = ? where item = ? and version = 1 and number = 1",
                    first.getFileName().toString(),
                    item);
        }
    }

    @Test
    void aStatementThatWasAlteredSaysNothing() {
        String stream = tampering.streamOf(item);
        byte[] kept = tampering.bytes("select bytes from custody_statement where stream = ? and seq = 0", stream);
        byte[] altered = kept.clone();
        altered[altered.length - 10] ^= 1;
        String put = "update custody_statement set bytes = ? where stream = ? and seq = 0";
        tampering.sql(put, altered, stream);
        try {
            Round round = world.round(store);
            assertThat(round.counts().unnamed()).isEqualTo(1);
            assertThat(round.counts().outcome()).isEqualTo("INCOMPLETE");
        } finally {
            tampering.sql(put, kept, stream);
        }
    }

    @Test
    void aStoreThatGoesAwayInMidRoundIsADelayAndNoIncident() {
        FaultyObjectStore faulty = new FaultyObjectStore(store);
        AtomicInteger reads = new AtomicInteger();
        FixityWorld.Replica replica = world.replica("one", faulty, count -> {
            if (reads.incrementAndGet() == 2) {
                faulty.failReads();
            }
        });
        world.begin();
        assertThat(replica.take()).isTrue();
        for (int attempt = 0; attempt < 5; attempt++) {
            assertThatThrownBy(replica::work).isInstanceOf(StorageException.class);
        }
        Round waiting = world.newest();
        assertThat(waiting.isOpen()).isTrue();
        assertThat(waiting.counts().failures()).isZero();
        assertThat(waiting.counts().unreadable()).isZero();
        faulty.heal();
        replica.work();
        replica.leave();
        assertThat(world.newest().counts().outcome()).isEqualTo("INTACT");
        assertThat(world.newest().counts().files()).isEqualTo(tampering.number("select count(*) from evidence_file"));
        assertThat(world.incidents(item)).isEmpty();
    }

    @Test
    void aProcessThatStopsInMidRoundIsGoneOnFromWhereItWas() {
        tampering.item(ngo);
        AtomicInteger reads = new AtomicInteger();
        FixityWorld.Replica stopped = world.replica("stopped", store, count -> {
            if (reads.incrementAndGet() == 6) {
                throw new Turn.Over();
            }
        });
        Round begun = world.begin();
        assertThat(stopped.take()).isTrue();
        assertThatThrownBy(stopped::work).isInstanceOf(Turn.Over.class);
        Round half = world.newest();
        assertThat(half.number()).isEqualTo(begun.number());
        assertThat(half.done()).isPositive().isLessThan(half.total());
        stopped.leave();
        FixityWorld.Replica next = world.replica("next", store);
        assertThat(next.take()).isTrue();
        next.work();
        next.leave();
        Round ended = world.newest();
        assertThat(ended.number()).isEqualTo(begun.number());
        assertThat(ended.isOpen()).isFalse();
        // Nothing is counted twice, nothing is left out.
        assertThat(ended.counts().files()).isEqualTo(tampering.number("select count(*) from evidence_file"));
    }

    @Test
    void ofTwoReplicasOneWorksAndTheOtherWritesNothing() {
        world.begin();
        FixityWorld.Replica one = world.replica("one", store);
        FixityWorld.Replica two = world.replica("two", store);
        assertThat(one.take()).isTrue();
        assertThat(two.take()).isFalse();
        assertThat(one.take()).isTrue();
        // One that was paused for a day, and wakes when another has the turn.
        assertThatThrownBy(two::work).isInstanceOf(Turn.Over.class);
        assertThat(world.newest().isOpen()).isTrue();
        one.work();
        one.leave();
        assertThat(world.newest().isOpen()).isFalse();
        assertThat(two.take()).isTrue();
        two.leave();
    }

    @Test
    void aLeaseThatWasNotRenewedIsTakenOver() {
        FixityWorld.Replica one = world.replica("one", store);
        FixityWorld.Replica two = world.replica("two", store);
        assertThat(one.take()).isTrue();
        tampering.sql("update fixity_turn set until = now() - interval '1 second'");
        assertThat(two.take()).isTrue();
        assertThat(one.take()).isFalse();
        two.leave();
    }

    @Test
    void whoReadsADamagedFileRaisesTheIncidentWithoutWaitingForIt() {
        Tampering.flip(first, 99_000);
        String path = "/api/v1/items/" + item + "/versions/1/files/1";
        assertThatThrownBy(() -> ngo.request().accept("*/*").get(path).asByteArray())
                .isInstanceOf(Exception.class);
        watch.look();
        assertThat(world.incidents(item)).containsExactly("1/1 EVIDENCE OTHER_DIGEST READING");
        assertThat(suspicions.waiting()).isEmpty();
        watch.look();
        assertThat(meter.state().openIncidents()).isPositive();
    }

    @Test
    void aSuspicionIsNotBelievedWithoutALook() {
        suspicions.met(new org.sillok.kernel.ItemId(item), 1, 1);
        watch.look();
        assertThat(suspicions.waiting()).isEmpty();
        assertThat(world.incidents(item)).isEmpty();
    }
}
