package org.sillok.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.audit.Tampering;
import org.sillok.evidence.Curation;
import org.sillok.evidence.RecordedObjects;
import org.sillok.evidence.Written;
import org.sillok.evidence.core.FileName;
import org.sillok.evidence.core.ItemMetadata;
import org.sillok.evidence.core.MediaType;
import org.sillok.evidence.core.MetadataJson;
import org.sillok.fixity.ObjectsOnRecord;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.kernel.ObjectId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.UserId;
import org.sillok.log.LogConsent;
import org.sillok.platform.PostgresTestResource;
import org.sillok.problem.Outcome;
import org.sillok.storage.FaultyObjectStore;
import org.sillok.storage.ObjectName;
import org.sillok.storage.ObjectStore;
import org.sillok.storage.StorageException;
import org.sillok.storage.SweepMeter;
import org.sillok.upload.FinishedUploads;
import org.sillok.vault.ObjectWriter;
import org.sillok.vault.Vault;

/** Whatever write of a deposit fails, with or without effect: nobody sees half a deposit, and the rest is swept. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class IntakeFaultsTest {
    @Inject
    TestParties parties;

    @Inject
    Vault vault;

    @Inject
    ObjectStore store;

    @Inject
    ObjectWriter writer;

    @Inject
    Curation curation;

    @Inject
    DepositRecorder recorder;

    @Inject
    UploadedFiles uploadedFiles;

    @Inject
    FinishedUploads uploads;

    @Inject
    RecordedObjects recorded;

    @Inject
    Randomness randomness;

    @Inject
    Clock clock;

    @Inject
    IntakeConfig config;

    @Inject
    ObjectsOnRecord stated;

    @Inject
    Tampering tampering;

    private FaultyObjectStore faulty;
    private Intake intake;
    private TestParties.Actor actor;
    private Caller caller;

    @BeforeEach
    void aContributor() {
        faulty = new FaultyObjectStore(store);
        intake = new Intake(
                vault, faulty, writer, curation, recorder, uploadedFiles, uploads, randomness, clock, config);
        actor = parties.newPartyWith(Role.CONTRIBUTOR);
        caller = new Caller(new PartyId(actor.party()), new UserId(actor.user()), Set.of(Role.CONTRIBUTOR));
    }

    @Test
    void everyFailedWriteLeavesNothingThatAUserCanSee() throws IOException {
        assertThat(deposit(written -> {})).isInstanceOf(Outcome.Done.class);
        int writes = faulty.writes();
        assertThat(writes).isGreaterThan(3);
        for (int n = 1; n <= writes; n++) {
            for (FaultyObjectStore.Outcome outcome : FaultyObjectStore.Outcome.values()) {
                faulty.failAt(n, outcome);
                assertThatThrownBy(() -> deposit(written -> {}))
                        .as("write %d %s", n, outcome)
                        .isInstanceOf(StorageException.class);
                faulty.heal();
                assertInvariants(1);
            }
        }
        assertThat(deposit(written -> {})).isInstanceOf(Outcome.Done.class);
        assertInvariants(2);
    }

    @Test
    void aTransactionThatFailsLeavesOnlyWhatTheSweepRemoves() throws IOException {
        assertThatThrownBy(() -> deposit(written -> {
                    throw new IllegalStateException("the database is gone");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(unrecorded()).isNotEmpty();
        assertInvariants(0);
    }

    @Test
    void aRefusedDepositRemovesItsObjectsAtOnce() throws IOException {
        Set<ObjectId> before = objects();
        ItemMetadata unknownSource =
                metadata("{\"title\":{\"en\":\"t\"},\"kind\":\"LIST\",\"source\":\"src_aaaaaaaaaaaaaaaaaaaaaaaaaa\"}");
        try (Deposit deposit = received()) {
            assertThat(intake.complete(caller, deposit, unknownSource, written -> {}))
                    .isInstanceOf(Outcome.Refused.class);
        }
        assertThat(objects()).isEqualTo(before);
    }

    @Test
    void objectsYoungerThanADepositMayTakeAreNeverSwept() throws IOException {
        try (Deposit deposit = received()) {
            deposit.publish();
            leftovers(Clock.offset(clock, Duration.ofHours(47))).sweep();
            assertThat(unrecorded()).hasSize(2);
        }
        assertInvariants(0);
    }

    /** Users see exactly {@code items}, and after the sweep each stored object is one that a record refers to. */
    private void assertInvariants(int items) {
        List<?> seen = actor.request().get("/api/v1/items").then().extract().path("items");
        assertThat(seen).hasSize(items);
        Clock later = Clock.offset(clock, Duration.ofHours(49));
        SweepMeter sweeps = new SweepMeter(later);
        long before = unrecorded().size();
        leftovers(later, () -> true, sweeps).sweepRegularly();
        assertThat(unrecorded()).isEmpty();
        assertThat(sweeps.state(SweepMeter.Of.DEPOSITS).succeeded()).isNotNull();
        assertThat(sweeps.state(SweepMeter.Of.DEPOSITS).total().objects()).isGreaterThanOrEqualTo(before);
    }

    private Leftovers leftovers(Clock at) {
        return leftovers(at, () -> true);
    }

    private Leftovers leftovers(Clock at, LogConsent log) {
        return leftovers(at, log, new SweepMeter(at));
    }

    private Leftovers leftovers(Clock at, LogConsent log, SweepMeter sweeps) {
        return new Leftovers(store, recorded, stated, vault, log, sweeps, config, at);
    }

    private ObjectName anOrphan() {
        ObjectName orphan = ObjectName.of(ObjectId.fresh(randomness));
        store.put(orphan, new byte[3]);
        return orphan;
    }

    @Test
    void nothingIsSweptWhileTheLogObjects() {
        Clock later = Clock.offset(clock, Duration.ofHours(49));
        ObjectName orphan = anOrphan();
        assertThat(leftovers(later, () -> false).sweep().objects()).isZero();
        assertThat(store.stat(orphan)).isPresent();
        // It objects after the sweep has begun.
        AtomicInteger asked = new AtomicInteger();
        assertThat(leftovers(later, () -> asked.incrementAndGet() == 1).sweep().objects())
                .isZero();
        assertThat(store.stat(orphan)).isPresent();
        assertThat(leftovers(later).sweep().objects()).isPositive();
        assertThat(store.stat(orphan)).isEmpty();
    }

    @Test
    void whatOnlyStatementsOrKeysKnowIsEvidenceThatTheRowsHaveForgotten() throws IOException {
        deposit(written -> {}).orThrow();
        tampering.settle();
        Set<ObjectId> mine = objects();
        List<String> rows = tampering.texts("select object from evidence_file");
        assertThat(rows).isNotEmpty();
        // As after a rebuild: statements are back, rows of items are not.
        tampering.sql("alter table evidence_file rename to evidence_file_kept");
        tampering.sql("create table evidence_file (like evidence_file_kept)");
        tampering.sql("grant select on evidence_file to public");
        try {
            leftovers(Clock.offset(clock, Duration.ofHours(49))).sweep();
            assertThat(objects()).containsAll(mine);
            tampering.sql("alter table vault.vault_object_key rename to vault_object_key_kept");
            tampering.sql("create table vault.vault_object_key (like vault.vault_object_key_kept)");
            tampering.sql("grant select on vault.vault_object_key to public");
            try {
                leftovers(Clock.offset(clock, Duration.ofHours(49))).sweep();
                assertThat(objects()).containsAll(mine);
            } finally {
                tampering.sql("drop table vault.vault_object_key");
                tampering.sql("alter table vault.vault_object_key_kept rename to vault_object_key");
            }
        } finally {
            tampering.sql("drop table evidence_file");
            tampering.sql("alter table evidence_file_kept rename to evidence_file");
        }
    }

    private Set<ObjectId> objects() {
        try (Stream<ObjectName> names = store.list("content/")) {
            return names.map(ObjectName::value)
                    .map(name -> new ObjectId(name.substring(name.lastIndexOf('/') + 1)))
                    .collect(Collectors.toSet());
        }
    }

    private Set<ObjectId> unrecorded() {
        Set<ObjectId> objects = objects();
        if (!objects.isEmpty()) {
            objects.removeAll(recorded.among(objects));
        }
        return objects;
    }

    private Outcome<Written> deposit(Alongside alongside) throws IOException {
        try (Deposit deposit = received()) {
            return intake.complete(
                    caller, deposit, metadata("{\"title\":{\"en\":\"t\"},\"kind\":\"LIST\"}"), alongside);
        }
    }

    private Deposit received() throws IOException {
        AtomicInteger number = new AtomicInteger();
        Deposit deposit = intake.begin(caller).orThrow();
        for (int length : new int[] {10, 150_000}) {
            assertThat(deposit.receive(
                            new FileName("file " + number.incrementAndGet()),
                            MediaType.OCTET_STREAM,
                            ExpectedDigests.NONE,
                            new ByteArrayInputStream(new byte[length])))
                    .isEmpty();
        }
        return deposit;
    }

    private static ItemMetadata metadata(String json) {
        return ((MetadataJson.Reading.Good) MetadataJson.read(json.getBytes(StandardCharsets.UTF_8))).metadata();
    }
}
