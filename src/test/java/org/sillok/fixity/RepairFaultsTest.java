package org.sillok.fixity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.audit.Tampering;
import org.sillok.fixity.core.Counts;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.platform.PostgresTestResource;
import org.sillok.storage.FaultyObjectStore;
import org.sillok.storage.ObjectName;
import org.sillok.storage.ObjectStore;
import org.sillok.storage.ReplicaStore;
import org.sillok.storage.StorageException;

/** Evidence and a replica in directories, damaged in turn: what is copied, what is found, and what a repair takes. */
@QuarkusTest
@TestProfile(RepairFaultsTest.WithReplica.class)
@WithTestResource(PostgresTestResource.class)
class RepairFaultsTest {
    private static final Path REPLICA = replicaFolder();
    private static final String REPAIRS = "/api/v1/fixity/repairs";

    /** A program with a database and a replica of its own. */
    public static final class WithReplica implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("sillok.storage.replica.directory", REPLICA.toString());
        }
    }

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
    RepairRun repair;

    @Inject
    FixityDesk desk;

    private Actor ngo;
    private String item;
    private Path evidence;
    private Path copy;
    private byte[] bytes;

    private static Path replicaFolder() {
        // The profile is made by one class loader and used by another.
        String known = System.getProperty("sillok.test.replica");
        if (known == null) {
            try {
                known = Files.createTempDirectory(Path.of("target"), "replica").toString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            System.setProperty("sillok.test.replica", known);
        }
        return Path.of(known);
    }

    @BeforeEach
    void anItem() {
        ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        item = tampering.item(ngo);
        String object = tampering.objectOf(item, 1, 1);
        evidence = tampering.content(object);
        bytes = Tampering.read(evidence);
        copy = REPLICA.resolve("content/" + object.substring(4, 6) + "/" + object);
    }

    private ObjectStore replicaStore() {
        return replica.store().orElseThrow();
    }

    private Counts round() {
        return world.round(store, replicaStore()).counts();
    }

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
        assertThat(Tampering.read(REPLICA.resolve(checkpoint.value())))
                .isEqualTo(Tampering.read(tampering.logObject("checkpoint")));
        // The copy follows.
        tampering.item(ngo);
        world.fillLog(store, replicaStore());
        assertThat(Tampering.read(REPLICA.resolve(checkpoint.value())))
                .isEqualTo(Tampering.read(tampering.logObject("checkpoint")));
    }

    @Test
    void damagedEvidenceIsReplacedByTheGoodCopyAndKeptAside() throws IOException {
        world.fill(store, replicaStore());
        Tampering.flip(evidence, 70_000);
        byte[] damaged = Tampering.read(evidence);
        assertThat(round().failures()).isEqualTo(1);
        long statements = world.statements(item);
        assertThat(result(item, run(true))).isEqualTo("REPAIRED");
        assertThat(Tampering.read(evidence)).isEqualTo(damaged);
        assertThat(world.statements(item)).isEqualTo(statements);

        assertThat(result(item, run(false))).isEqualTo("REPAIRED");
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
        assertThat(result(item, run(false))).isEqualTo("REPAIRED");
    }

    @Test
    void aMissingOrDamagedReplicaIsRepairedFromEvidence() throws IOException {
        world.fill(store, replicaStore());
        Files.delete(copy);
        round();
        assertThat(world.incidents(item)).containsExactly("1/1 REPLICA MISSING ROUND");
        assertThat(result(item, run(false))).isEqualTo("REPAIRED");
        assertThat(Tampering.read(copy)).isEqualTo(bytes);
        Tampering.flip(copy, 3);
        round();
        assertThat(world.openIncidents(item)).containsExactly("1/1 REPLICA");
        assertThat(result(item, run(false))).isEqualTo("REPAIRED");
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
            assertThat(report(item, run(false))).containsOnly("UNREPAIRABLE");
            assertThat(Tampering.read(evidence)).isEqualTo(one);
            assertThat(Tampering.read(copy)).isEqualTo(other);
            assertThat(world.openIncidents(item)).containsExactlyInAnyOrder("1/1 EVIDENCE", "1/1 REPLICA");
            assertThat(repair.run(null, false, (done, total) -> {}).isComplete())
                    .isFalse();
        } finally {
            Tampering.write(evidence, bytes);
            Tampering.write(copy, bytes);
        }
        assertThat(report(item, run(false))).containsOnly("FOUND_INTACT");
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
            assertThat(result(item, run(false))).isEqualTo("UNNAMED");
        } finally {
            tampering.sql(put, kept, stream);
        }
        assertThat(result(item, run(false))).isEqualTo("REPAIRED");
    }

    @Test
    void whatIsInThePlaceOfACopyAndIsNoFileIsNamedAsWhatHasToGo() throws IOException {
        world.fill(store, replicaStore());
        Files.delete(evidence);
        Files.createDirectory(evidence);
        round();
        assertThat(result(item, run(false))).isEqualTo("BLOCKED");
        Files.delete(evidence);
        Files.createSymbolicLink(evidence, copy.toAbsolutePath());
        assertThat(result(item, run(false))).isEqualTo("BLOCKED");
        assertThat(world.openIncidents(item)).containsExactly("1/1 EVIDENCE");
        Files.delete(evidence);
        assertThat(result(item, run(false))).isEqualTo("REPAIRED");
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
                assertThat(result(item, world.repair(faulty, replicaStore()))).isEqualTo("STORE_UNAVAILABLE");
                assertThat(world.openIncidents(item)).containsExactly("1/1 EVIDENCE");
                assertThat(result(item, run(false))).isIn("REPAIRED", "FOUND_INTACT");
                assertThat(Tampering.read(evidence)).isEqualTo(bytes);
            }
        }
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
        assertThat(report(item, run(false))).containsExactlyInAnyOrder("FOUND_INTACT", "REPAIRED");
        assertThat(Tampering.read(copy)).isEqualTo(bytes);
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
    void whoMayNotRepairIsRefusedAndWhoMayFollowsTheJob() throws InterruptedException {
        given().contentType(ContentType.JSON).body("{}").post(REPAIRS).then().statusCode(401);
        for (Role role : List.of(Role.AUDITOR, Role.CONTRIBUTOR)) {
            parties.newPartyWith(role)
                    .sends(Map.of())
                    .post(REPAIRS)
                    .then()
                    .statusCode(403)
                    .body("type", equalTo("/problems/forbidden"));
        }
        Actor operator = parties.userOf(parties.custodian().party(), Role.OPERATOR);
        operator.sends(Map.of("incident", "fxi_x"))
                .post(REPAIRS)
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/invalid-field"));
        operator.sends(Map.of("incident", "fxi_mzxw6ytboi4tcnrvgq3tknbqga"))
                .post(REPAIRS)
                .then()
                .statusCode(404)
                .body("type", equalTo("/problems/not-found"));
        operator.sends(Map.of("force", true))
                .post(REPAIRS)
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/unknown-field"));

        world.fill(store, replicaStore());
        Tampering.flip(evidence, 70_000);
        round();
        String incident = tampering.text("select id from fixity_incident where item = ?", item);
        String job = operator.sends(Map.of("incident", incident))
                .header("Idempotency-Key", "repair-" + item)
                .post(REPAIRS)
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        operator.sends(Map.of("incident", incident))
                .header("Idempotency-Key", "repair-" + item)
                .post(REPAIRS)
                .then()
                .statusCode(202)
                .body("id", equalTo(job));
        JsonPath ended = await(operator, job);
        assertThat(ended.getString("state")).isEqualTo("DONE");
        assertThat(ended.getString("result.outcome")).isEqualTo("COMPLETE");
        assertThat(ended.getString("result.incidents[0].result")).isEqualTo("REPAIRED");
        assertThat(Tampering.read(evidence)).isEqualTo(bytes);
        operator.request()
                .get("/api/v1/fixity/incidents?state=REPAIRED")
                .then()
                .body("items.find { it.id == '" + incident + "' }.state", equalTo("REPAIRED"));
    }

    private RepairReport run(boolean dryRun) {
        return repair.run(null, dryRun, (done, total) -> {});
    }

    private static String result(String item, RepairReport report) {
        List<String> results = report(item, report);
        assertThat(results).hasSize(1);
        return results.get(0);
    }

    private static List<String> report(String item, RepairReport report) {
        return report.toJson().array("incidents").values().stream()
                .map(each -> each.asObject())
                .filter(each -> each.text("item").equals(item))
                .map(each -> each.text("result"))
                .toList();
    }

    private List<Path> asideOf(Path object) throws IOException {
        Path content = object.getParent().getParent().getParent();
        Path folder = content.resolve("damaged").resolve(content.relativize(object));
        try (Stream<Path> kept = Files.list(folder)) {
            return kept.toList();
        }
    }

    private static JsonPath await(Actor actor, String job) throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            JsonPath path =
                    actor.request().get("/api/v1/jobs/" + job).then().extract().jsonPath();
            if (!List.of("QUEUED", "RUNNING").contains(path.getString("state"))) {
                return path;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("the repair does not end");
    }
}
