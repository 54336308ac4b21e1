package org.sillok.fixity;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.audit.Tampering;
import org.sillok.platform.PostgresTestResource;
import org.sillok.storage.FaultyObjectStore;
import org.sillok.storage.FileSystemObjectStore;
import org.sillok.storage.ObjectStore;

/** Evidence and a replica in directories, damaged in turn: what a repair takes, and what it leaves. */
@QuarkusTest
@TestProfile(ReplicaFixture.WithReplica.class)
@WithTestResource(PostgresTestResource.class)
class RepairFaultsTest extends ReplicaFixture {
    @TempDir
    Path folder;

    @Test
    void damagedEvidenceIsReplacedByTheGoodCopyAndKeptAside() throws IOException {
        world.fill(store, replicaStore());
        Tampering.flip(evidence, 70_000);
        byte[] damaged = Tampering.read(evidence);
        assertThat(round().failures()).isEqualTo(1);
        long statements = world.statements(item);
        assertThat(result(run(true))).isEqualTo("REPAIRED");
        assertThat(Tampering.read(evidence)).isEqualTo(damaged);
        assertThat(world.statements(item)).isEqualTo(statements);

        assertThat(result(run(false))).isEqualTo("REPAIRED");
        assertThat(Tampering.read(evidence)).isEqualTo(bytes);
        assertThat(world.statements(item)).isEqualTo(statements + 1);
        assertThat(world.openIncidents(item)).isEmpty();
        assertThat(asideOf(evidence))
                .singleElement()
                .satisfies(kept -> assertThat(Tampering.read(kept)).isEqualTo(damaged));
        assertThat(round().outcome()).isEqualTo("INTACT");
        assertThat(tampering.findings()).noneMatch(finding -> finding.contains(item));
        // The same copy once more is another incident.
        Tampering.flip(evidence, 1);
        round();
        assertThat(world.incidents(item)).hasSize(2);
        assertThat(result(run(false))).isEqualTo("REPAIRED");
    }

    @Test
    void aMissingOrDamagedReplicaIsRepairedFromEvidence() throws IOException {
        world.fill(store, replicaStore());
        Files.delete(copy);
        round();
        assertThat(world.incidents(item)).containsExactly("1/1 REPLICA MISSING ROUND");
        assertThat(result(run(false))).isEqualTo("REPAIRED");
        assertThat(Tampering.read(copy)).isEqualTo(bytes);
        Tampering.flip(copy, 3);
        round();
        assertThat(world.openIncidents(item)).containsExactly("1/1 REPLICA");
        assertThat(result(run(false))).isEqualTo("REPAIRED");
        assertThat(Tampering.read(copy)).isEqualTo(bytes);
    }

    @Test
    void whereBothCopiesAreDamagedNothingIsTouchedAndTheIncidentsStayOpen() {
        world.fill(store, replicaStore());
        Tampering.flip(evidence, 70_000);
        Tampering.flip(copy, 90_000);
        byte[] one = Tampering.read(evidence);
        byte[] other = Tampering.read(copy);
        try {
            // Only one of them is known when the repair begins; it finds the other.
            world.round(store);
            assertThat(world.incidents(item)).containsExactly("1/1 EVIDENCE OTHER_DIGEST ROUND");
            assertThat(report(run(false))).containsOnly("UNREPAIRABLE");
            assertThat(Tampering.read(evidence)).isEqualTo(one);
            assertThat(Tampering.read(copy)).isEqualTo(other);
            assertThat(world.openIncidents(item)).containsExactlyInAnyOrder("1/1 EVIDENCE", "1/1 REPLICA");
            assertThat(repair.run(null, false, (done, total) -> {}).isComplete())
                    .isFalse();
        } finally {
            Tampering.write(evidence, bytes);
            Tampering.write(copy, bytes);
        }
        assertThat(report(run(false))).containsOnly("FOUND_INTACT");
        assertThat(world.openIncidents(item)).isEmpty();
    }

    @Test
    void aWrongSourceIsNeverTakenHoweverRightItsLength() {
        world.fill(store, replicaStore());
        byte[] forged = bytes.clone();
        forged[0] ^= 1;
        Tampering.write(copy, forged);
        Tampering.write(evidence, new byte[bytes.length]);
        try {
            round();
            run(false);
            assertThat(Tampering.read(evidence)).isEqualTo(new byte[bytes.length]);
        } finally {
            Tampering.write(evidence, bytes);
            Tampering.write(copy, bytes);
            run(false);
        }
    }

    @Test
    void aStatementThatWasAlteredNamesNoBytesToRepairBy() {
        world.fill(store, replicaStore());
        Tampering.flip(evidence, 70_000);
        round();
        String stream = tampering.streamOf(item);
        byte[] kept = tampering.bytes("select bytes from custody_statement where stream = ? and seq = 0", stream);
        byte[] altered = kept.clone();
        altered[altered.length - 10] ^= 1;
        String put = "update custody_statement set bytes = ? where stream = ? and seq = 0";
        tampering.sql(put, altered, stream);
        try {
            assertThat(result(run(false))).isEqualTo("UNNAMED");
        } finally {
            tampering.sql(put, kept, stream);
        }
        assertThat(result(run(false))).isEqualTo("REPAIRED");
    }

    @Test
    void whatIsInThePlaceOfACopyAndIsNoFileIsNamedAsWhatHasToGo() throws IOException {
        world.fill(store, replicaStore());
        Files.delete(evidence);
        Files.createDirectory(evidence);
        round();
        assertThat(result(run(false))).isEqualTo("BLOCKED");
        Files.delete(evidence);
        Files.createSymbolicLink(evidence, copy.toAbsolutePath());
        assertThat(result(run(false))).isEqualTo("BLOCKED");
        assertThat(world.openIncidents(item)).containsExactly("1/1 EVIDENCE");
        Files.delete(evidence);
        assertThat(result(run(false))).isEqualTo("REPAIRED");
        assertThat(Tampering.read(evidence)).isEqualTo(bytes);
    }

    @Test
    void aRepairThatFailsAtAnyWriteIsRepeatedAndLosesNothing() {
        world.fill(store, replicaStore());
        for (FaultyObjectStore.Outcome outcome : FaultyObjectStore.Outcome.values()) {
            for (int write = 1; write <= 2; write++) {
                Tampering.flip(evidence, 70_000);
                round();
                FaultyObjectStore faulty = new FaultyObjectStore(store);
                faulty.failAt(write, outcome);
                assertThat(result(world.repair(faulty, replicaStore()))).isEqualTo("STORE_UNAVAILABLE");
                assertThat(world.openIncidents(item)).containsExactly("1/1 EVIDENCE");
                assertThat(result(run(false))).isIn("REPAIRED", "FOUND_INTACT");
                assertThat(Tampering.read(evidence)).isEqualTo(bytes);
            }
        }
    }

    @Test
    void anIncidentThatCannotBeRepairedKeepsNoOtherFromIt() {
        world.fill(store, replicaStore());
        Path older = file(item, 1, 1);
        Path younger = file(item, 2, 1);
        Tampering.flip(older, 3);
        world.round(store);
        Tampering.flip(younger, 3);
        world.round(store);
        FaultyObjectStore faulty = new FaultyObjectStore(store);
        faulty.failReadsOf(nameOf(item, 1, 1), new IllegalStateException("nobody thought of this"));
        RepairReport report = world.repair(faulty, replicaStore());
        assertThat(report.isComplete()).isFalse();
        assertThat(report.toJson().object("counts").find("FAILED")).isPresent();
        assertThat(world.openIncidents(item)).containsExactly("1/1 EVIDENCE");
        assertThat(world.repair(store, replicaStore()).isComplete()).isTrue();
    }

    @Test
    void aRepairWritesNothingIntoAStoreThatIsAway() {
        world.fill(store, replicaStore());
        Path file = file(item, 1, 1);
        Tampering.flip(file, 3);
        world.round(store);
        ObjectStore mountPoint = new FileSystemObjectStore(folder.resolve("mount-point"), Clock.systemUTC());
        assertThat(world.repair(mountPoint, replicaStore()).isComplete()).isFalse();
        assertThat(names(mountPoint, "")).isEmpty();
        assertThat(world.openIncidents(item)).containsExactly("1/1 EVIDENCE");
        assertThat(world.repair(store, replicaStore()).isComplete()).isTrue();
    }

    private List<Path> asideOf(Path object) throws IOException {
        Path content = object.getParent().getParent().getParent();
        Path folder = content.resolve("damaged").resolve(content.relativize(object));
        try (Stream<Path> kept = Files.list(folder)) {
            return kept.toList();
        }
    }
}
