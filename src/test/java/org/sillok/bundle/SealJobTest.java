package org.sillok.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sillok.request.RequestCast.REQUESTS;
import static org.sillok.request.RequestCast.term;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.transaction.RollbackException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.bundle.db.BundlePartRows;
import org.sillok.bundle.db.BundleRows;
import org.sillok.consent.TestConsents;
import org.sillok.crypto.Sha2;
import org.sillok.custody.StatementKey;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.identity.TestParties;
import org.sillok.jobs.JobCancelledException;
import org.sillok.jobs.JobFailedException;
import org.sillok.jobs.Jobs;
import org.sillok.jobs.ManualJob;
import org.sillok.json.JsonObject;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.JobId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.Timestamps;
import org.sillok.kernel.UserId;
import org.sillok.platform.PostgresTestResource;
import org.sillok.problem.KnownFaults;
import org.sillok.problem.ProblemCode;
import org.sillok.request.RequestCast;
import org.sillok.storage.FaultyObjectStore;
import org.sillok.storage.ObjectName;
import org.sillok.storage.ObjectStore;
import org.sillok.storage.StorageFullException;
import org.sillok.storage.StorageUnavailableException;
import org.sillok.vault.Vault;

/** The job by hand: nobody else runs it, so that it can be disturbed where it hurts. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class SealJobTest {
    private static final long WRITING = 250;

    @Inject
    TestParties parties;

    @Inject
    SealJob job;

    @Inject
    SealSweep sweep;

    @Inject
    SealPlan plan;

    @Inject
    BundlePlans plans;

    @Inject
    SealWriting.Recipients recipients;

    @Inject
    SealWriting writing;

    @Inject
    SealCommit commit;

    @Inject
    SealRelease release;

    @Inject
    BundleEnd end;

    @Inject
    StatementKey key;

    @Inject
    ObjectStore store;

    @Inject
    BundleRows rows;

    @Inject
    BundlePartRows parts;

    @Inject
    Jobs jobs;

    @Inject
    Vault vault;

    @Inject
    Scope scope;

    @Inject
    Randomness randomness;

    @Inject
    DataSource pool;

    @Inject
    @Any
    Instance<KnownFaults> faults;

    private RequestCast cast;
    private SealCast recipient;
    private String consent;
    private String item;
    private String request;
    private String partyKey;
    private String content;
    private long before;

    @BeforeEach
    void approvedRequest() throws Exception {
        cast = new RequestCast(parties);
        recipient = new SealCast(parties);
        partyKey = recipient.certified(cast.mechanism);
        consent = cast.consent(term("1", "PERMIT", "DISCOVER", "INSPECT", "DISCLOSE"));
        Set<ObjectName> present = contents();
        item = TestConsents.item(cast.ngo);
        Set<ObjectName> added = new HashSet<>(contents());
        added.removeAll(present);
        content = added.iterator().next().value();
        TestConsents.bind(cast.ngo, item, null, consent).then().statusCode(201);
        request = cast.submitted(item);
        cast.approved(request);
        before = statements("ITEM", item);
    }

    private Set<ObjectName> contents() {
        try (var names = store.list("content/")) {
            return names.collect(Collectors.toSet());
        }
    }

    @Test
    void whatWasApprovedIsSealedReleasedAndReady() throws Exception {
        BundleId id = begun();
        inSmallParts().run(attempt(id, done -> {}));
        BundleRows.Bundle bundle = bundle(id);
        assertThat(bundle.state()).isEqualTo("READY");
        assertThat(bundle.items()).isEqualTo(1);
        List<BundlePartRows.Part> all = parts(id);
        assertThat(all).hasSizeGreaterThan(1);
        byte[] archive = recipient.archive(store, all);
        assertThat(archive).hasSize(bundle.archiveLength().intValue());
        assertThat(Sha2.sha256(archive).toArray()).isEqualTo(bundle.archiveSha256());
        assertThat(Sha2.sha512(archive).toArray()).isEqualTo(bundle.archiveSha512());
        assertThat(new String(archive, StandardCharsets.ISO_8859_1)).contains(id + "/bagit.txt");
        assertThat(objects(id)).hasSameSizeAs(all);
        assertThat(statements("BUNDLE", id.value())).isEqualTo(1);
        assertThat(released()).isEqualTo(1);
        assertThat(told(cast.mechanism, id, "BUNDLE_SEALED")).isEqualTo(1);
        assertThat(told(cast.ngo, id, "BUNDLE_SEALED")).isEqualTo(1);
        job.run(attempt(id, done -> {}));
        assertThat(bundle(id)).usingRecursiveComparison().isEqualTo(bundle);
        assertThat(statements("BUNDLE", id.value())).isEqualTo(1);
        assertThat(released()).isEqualTo(1);
        assertThat(told(cast.mechanism, id, "BUNDLE_SEALED")).isEqualTo(1);
    }

    @Test
    void aRunThatIsCutOffAnywhereIsGoneOnWith() throws Exception {
        BundleId id = begun();
        for (long place : new long[] {0, 10, WRITING, WRITING}) {
            assertThatThrownBy(() -> job.run(attempt(id, once(place, () -> {
                        throw new AssertionError("the process ends");
                    }))))
                    .isInstanceOf(AssertionError.class);
            assertThat(bundle(id).state()).isEqualTo("SEALING");
        }
        assertThatThrownBy(() -> job.run(attempt(id, once(WRITING + 1, () -> {
                    throw new AssertionError("the process ends");
                }))))
                .isInstanceOf(AssertionError.class);
        assertThat(bundle(id).state())
                .as("sealed, and one item's record says so")
                .isEqualTo("SEALED");
        job.run(attempt(id, done -> {}));
        assertThat(bundle(id).state()).isEqualTo("READY");
        assertThat(statements("BUNDLE", id.value())).isEqualTo(1);
        assertThat(released()).isEqualTo(1);
        List<BundlePartRows.Part> all = parts(id);
        assertThat(Sha2.sha256(recipient.archive(store, all)).toArray())
                .isEqualTo(bundle(id).archiveSha256());
        assertThat(objects(id)).as("nothing of earlier runs is left").hasSameSizeAs(all);
    }

    @Test
    void aRunThatWasTakenOverChangesNothing() {
        BundleId id = begun();
        job.run(attempt(id, once(WRITING, () -> job.run(attempt(id, done -> {})))));
        assertThat(bundle(id).state()).isEqualTo("READY");
        String attempt = bundle(id).attempt();
        assertThat(parts(id)).allMatch(part -> part.object().contains("/" + attempt + "/"));
        assertThat(objects(id))
                .containsExactlyElementsOf(
                        parts(id).stream().map(BundlePartRows.Part::object).toList());
        assertThat(statements("BUNDLE", id.value())).isEqualTo(1);
    }

    @Test
    void missingContentFailsAndLeavesNothing() {
        BundleId id = begun();
        store.discard(new ObjectName(content));
        assertThatThrownBy(() -> job.run(attempt(id, done -> {})))
                .isInstanceOfSatisfying(
                        JobFailedException.class,
                        failed -> assertThat(failed.code()).isEqualTo(ProblemCode.BUNDLE_CONTENT));
        failed(id, ProblemCode.BUNDLE_CONTENT);
        assertThat(told(cast.mechanism, id, "BUNDLE_FAILED")).isEqualTo(1);
    }

    @Test
    void aFullStoreFailsWithItsOwnProblem() {
        BundleId id = begun();
        FaultyObjectStore full = new FaultyObjectStore(store);
        full.failWith(new StorageFullException(new IOException("No space left on device")));
        assertThatThrownBy(() -> with(full, Long.MAX_VALUE).run(attempt(id, done -> {})))
                .isInstanceOfSatisfying(
                        JobFailedException.class,
                        failed -> assertThat(failed.code()).isEqualTo(ProblemCode.STORAGE_FULL));
        failed(id, ProblemCode.STORAGE_FULL);
    }

    @Test
    void whatPassesDoesNotEndASealing() {
        BundleId id = begun();
        FaultyObjectStore faulty = new FaultyObjectStore(store);
        String[] first = new String[1];
        with(faulty, 20_000).run(attempt(id, once(WRITING, () -> {
            first[0] = bundle(id).attempt();
            faulty.failAt(2, FaultyObjectStore.Outcome.PERSISTED);
        })));
        assertThat(bundle(id).state()).isEqualTo("READY");
        assertThat(bundle(id).attempt()).as("written anew, under another name").isNotEqualTo(first[0]);
        assertThat(objects(id))
                .containsExactlyElementsOf(
                        parts(id).stream().map(BundlePartRows.Part::object).toList());
        assertThat(statements("BUNDLE", id.value())).isEqualTo(1);
    }

    @Test
    void whatLastsEndsIt() {
        BundleId id = begun();
        FaultyObjectStore gone = new FaultyObjectStore(store);
        gone.failWith(new StorageUnavailableException("gone"));
        assertThatThrownBy(() -> with(gone, Long.MAX_VALUE).run(attempt(id, done -> {})))
                .isInstanceOfSatisfying(
                        JobFailedException.class,
                        failed -> assertThat(failed.code()).isEqualTo(ProblemCode.STORAGE_UNAVAILABLE));
        assertThat(gone.writes()).as("tried again").isGreaterThan(1);
        assertThat(bundle(id).state()).isEqualTo("FAILED");
        assertThat(bundle(id).problem()).isEqualTo("STORAGE_UNAVAILABLE");
    }

    @Test
    void aStepIsRepeatedAfterADeadlockButNotForEver() {
        SealProgress progress = new SealProgress(attempt(begun(), done -> {}), quick());
        AtomicInteger tries = new AtomicInteger();
        assertThat(quick().<Integer>patiently(progress, () -> {
                    if (tries.incrementAndGet() < 3) {
                        throw new IllegalStateException(new SQLException("deadlock", "40P01"));
                    }
                    return 7;
                }))
                .isEqualTo(7);
        for (String state : List.of("40001", "55P03", "08006")) {
            tries.set(0);
            assertThatThrownBy(() -> quick().patiently(progress, () -> {
                        tries.incrementAndGet();
                        IllegalStateException commit = new IllegalStateException(new RollbackException());
                        commit.getCause().addSuppressed(new IllegalStateException(new SQLException("x", state)));
                        throw commit;
                    }))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(tries).as(state).hasValue(3);
        }
        tries.set(0);
        assertThatThrownBy(() -> quick().patiently(progress, () -> {
                    tries.incrementAndGet();
                    throw new JobFailedException(ProblemCode.NOT_SEALABLE);
                }))
                .isInstanceOf(JobFailedException.class);
        assertThat(tries).hasValue(1);
    }

    @Test
    void whoWaitsLeavesWhenTheServiceEnds() {
        BundleId id = begun();
        ManualJob attempt = attempt(id, done -> {});
        attempt.at(once(WRITING, () -> {
            attempt.stop();
            throw new IllegalStateException("the pool is closed");
        }));
        assertThatThrownBy(() -> job.run(attempt))
                .as("not the fault that it met")
                .isInstanceOf(JobCancelledException.class);
        assertThat(bundle(id).state()).isEqualTo("SEALING");
        job.run(attempt(id, done -> {}));
        assertThat(bundle(id).state()).isEqualTo("READY");
    }

    @Test
    void aSealThatWasDurableThoughItDidNotSaySoIsNotDiscarded() {
        BundleId id = begun();
        String name = "0011223344556677";
        plan.begin(id, name);
        plan.plan(id);
        int next = 1;
        while (next > 0) {
            next = plans.receipts(id, next);
        }
        SealWriting.Written written = writing.write(id, name, new SealProgress(attempt(id, done -> {}), quick()));
        assertThat(commit.seal(id, written, caller().actor())).isTrue();
        assertThat(commit.seal(id, written, caller().actor())).isTrue();
        assertThat(statements("BUNDLE", id.value())).isEqualTo(1);
        assertThat(plan.renamed(id, name, "8899aabbccddeeff")).isFalse();
    }

    @Test
    void aCancelledJobCancelsTheBundleAndOneThatWasOnlyTakenOverDoesNot() {
        BundleId id = begun();
        assertThatThrownBy(() -> job.run(attempt(id, once(WRITING, () -> {
                    throw ManualJob.cancellation();
                }))))
                .isInstanceOf(JobCancelledException.class);
        assertThat(bundle(id).state()).isEqualTo("SEALING");
        cancel(id);
        assertThatThrownBy(() -> job.run(attempt(id, once(WRITING, () -> {
                    throw ManualJob.cancellation();
                }))))
                .isInstanceOf(JobCancelledException.class);
        assertThat(bundle(id).state()).isEqualTo("CANCELLED");
        assertThat(objects(id)).isEmpty();
    }

    @Test
    void whatChangedBetweenThePlanAndTheSealIsSeen() {
        BundleId withdrawn = begun();
        assertThatThrownBy(() -> job.run(
                        attempt(withdrawn, once(WRITING, () -> withdraw().then().statusCode(201)))))
                .isInstanceOf(JobFailedException.class);
        failed(withdrawn, ProblemCode.NOT_SEALABLE);
    }

    @Test
    void anAmendmentBetweenThePlanAndTheSealIsSeen() {
        BundleId amended = begun();
        assertThatThrownBy(() -> job.run(
                        attempt(amended, once(WRITING, () -> amend().then().statusCode(200)))))
                .isInstanceOf(JobFailedException.class);
        failed(amended, ProblemCode.NOT_SEALABLE);
    }

    @Test
    void aKeyThatIsRevokedMeanwhileReceivesNothing() {
        BundleId id = begun();
        String revoke = "/api/v1/parties/" + cast.mechanism.party() + "/keys/" + partyKey + "/revoke";
        assertThatThrownBy(() -> job.run(attempt(
                        id,
                        once(
                                WRITING,
                                () -> cast.mechanism
                                        .request()
                                        .post(revoke)
                                        .then()
                                        .statusCode(200)))))
                .isInstanceOf(JobFailedException.class);
        failed(id, ProblemCode.RECIPIENT_CERTIFICATE);
    }

    @Test
    void ofAWithdrawalAndASealAtOnceTheLaterSeesTheEarlier() throws Exception {
        for (int round = 0; round < 3; round++) {
            if (round > 0) {
                approvedRequest();
            }
            BundleId id = begun();
            CompletableFuture<Response> other = new CompletableFuture<>();
            long wait = round * 40L;
            boolean amends = round == 2;
            LongConsumer race = once(
                    WRITING,
                    () -> other.completeAsync(() -> {
                        pause(wait);
                        return amends ? amend() : withdraw();
                    }));
            try {
                job.run(attempt(id, race));
                assertThat(bundle(id).state()).isEqualTo("READY");
                assertThat(statements("BUNDLE", id.value())).isEqualTo(1);
            } catch (JobFailedException e) {
                failed(id, ProblemCode.NOT_SEALABLE);
                assertThat(statements("BUNDLE", id.value())).isZero();
            }
            assertThat(other.get().statusCode()).isEqualTo(amends ? 200 : 201);
        }
    }

    @Test
    void theSweepEndsWhatNobodyWorksOnAndCompletesWhatIsSealed() {
        BundleId waits = begun();
        sweep.settle();
        assertThat(bundle(waits).state()).isEqualTo("SEALING");
        cancel(waits);
        sweep.settle();
        assertThat(bundle(waits).state()).isEqualTo("CANCELLED");
        BundleId sealed = begun();
        assertThatThrownBy(() -> job.run(attempt(sealed, once(WRITING + 1, () -> {
                    throw new AssertionError("the process ends");
                }))))
                .isInstanceOf(AssertionError.class);
        cancel(sealed);
        sweep.settle();
        assertThat(bundle(sealed).state()).as("what is sealed stays sealed").isEqualTo("READY");
    }

    @Test
    void theSweepLetsGoOfWhatExpiredAndOfPartsOfNoBundle() throws Exception {
        BundleId id = begun();
        job.run(attempt(id, done -> {}));
        assertThat(objects(id)).isNotEmpty();
        RequestCast.asOwner(
                "update bundle_bundle set expires_at = now() - interval '1 second' where id = '" + id + "'");
        sweep.expire();
        assertThat(bundle(id).state()).isEqualTo("EXPIRED");
        assertThat(statements("BUNDLE", id.value())).isEqualTo(2);
        assertThat(objects(id)).isEmpty();
        assertThat(told(cast.ngo, id, "BUNDLE_EXPIRED")).isEqualTo(1);
        ObjectName fresh = PartObjects.name(id, "0011223344556677", 1);
        store.put(fresh, new byte[] {1});
        assertThat(sweep.leftovers()).isZero();
        assertThat(store.stat(fresh)).as("it is not two days old").isPresent();
        store.discard(fresh);
    }

    @Test
    void whatExpiresBeforeAllIsOnRecordIsRecordedFirst() throws Exception {
        BundleId id = begun();
        assertThatThrownBy(() -> job.run(attempt(id, once(WRITING + 1, () -> {
                    throw new AssertionError("the process ends");
                }))))
                .isInstanceOf(AssertionError.class);
        RequestCast.asOwner(
                "alter table bundle_item disable trigger bundle_item_fixed",
                "update bundle_item set released = false where bundle = '" + id + "'",
                "alter table bundle_item enable trigger bundle_item_fixed");
        long before = released();
        RequestCast.asOwner(
                "update bundle_bundle set expires_at = now() - interval '1 second' where id = '" + id + "'");
        sweep.expire();
        assertThat(bundle(id).state()).isEqualTo("SEALED");
        cancel(id);
        sweep.settle();
        assertThat(released()).as("the item's record says that it left").isEqualTo(before + 1);
        sweep.expire();
        assertThat(bundle(id).state()).isEqualTo("EXPIRED");
        assertThat(statements("BUNDLE", id.value())).isEqualTo(2);
        assertThat(objects(id)).isEmpty();
    }

    private SealFaults quick() {
        return new SealFaults(faults, List.of(Duration.ofMillis(1), Duration.ofMillis(1)));
    }

    private SealJob inSmallParts() {
        return with(store, 20_000);
    }

    private SealJob with(ObjectStore other, long partLength) {
        PartObjects objects = new PartObjects(other);
        BundleConfig config = new BundleConfig() {
            @Override
            public Duration keepFor() {
                return Duration.ofDays(1);
            }

            @Override
            public long partLength() {
                return Math.min(partLength, 1L << 30);
            }
        };
        return new SealJob(
                plan,
                plans,
                new SealWriting(recipients, plans, objects, key, config, quick()),
                commit,
                release,
                end,
                objects,
                randomness,
                quick());
    }

    private static LongConsumer once(long place, Runnable what) {
        AtomicBoolean done = new AtomicBoolean();
        return at -> {
            if (at >= place && !done.getAndSet(true)) {
                what.run();
            }
        };
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A bundle whose job is of a kind that nobody does. */
    private BundleId begun() {
        BundleId id = BundleId.fresh(randomness);
        Instant now = Timestamps.truncate(Instant.now());
        QuarkusTransaction.requiringNew().run(() -> {
            JobId parked = jobs.submit(
                    "TEST_PARKED",
                    caller(),
                    JsonObject.builder().put("parked", 1).build());
            scope.enterSystem();
            vault.keysOfOrNew(id.value());
            rows.add(new BundleRows.NewBundle(
                    id.value(),
                    cast.mechanism.party(),
                    request,
                    1,
                    cast.mechanism.user(),
                    parked.value(),
                    null,
                    partyKey,
                    now,
                    now.plus(Duration.ofDays(30))));
        });
        return id;
    }

    private Caller caller() {
        return new Caller(
                new PartyId(cast.mechanism.party()), new UserId(cast.mechanism.user()), Set.of(Role.INVESTIGATOR));
    }

    private ManualJob attempt(BundleId id, LongConsumer disturbance) {
        return new ManualJob(
                        new JobId(bundle(id).job()),
                        caller(),
                        JsonObject.builder().put(SealJob.BUNDLE, id.value()).build())
                .at(disturbance);
    }

    private void cancel(BundleId id) {
        cast.mechanism
                .request()
                .delete("/api/v1/jobs/" + bundle(id).job())
                .then()
                .statusCode(202);
    }

    private void failed(BundleId id, ProblemCode why) {
        assertThat(bundle(id).state()).isEqualTo("FAILED");
        assertThat(bundle(id).problem()).isEqualTo(why.name());
        assertThat(objects(id)).isEmpty();
        assertThat(statements("BUNDLE", id.value())).isZero();
        assertThat(released()).isZero();
    }

    private BundleRows.Bundle bundle(BundleId id) {
        return QuarkusTransaction.requiringNew().call(() -> {
            scope.enterSystem();
            return rows.find(id.value()).orElseThrow();
        });
    }

    private List<BundlePartRows.Part> parts(BundleId id) {
        return QuarkusTransaction.requiringNew().call(() -> {
            scope.enterSystem();
            return parts.of(id.value());
        });
    }

    private List<String> objects(BundleId id) {
        try (var names = store.list("bundle/" + id.value().substring(4, 6) + "/" + id)) {
            return names.map(ObjectName::value).toList();
        }
    }

    /** How many statements the subject's stream has. */
    private long statements(String kind, String subject) {
        return number(
                "select coalesce(max(next_seq), 0) from custody_stream where kind = ? and subject = ?", kind, subject);
    }

    /** How many statements the item has got since it was approved. */
    private long released() {
        return statements("ITEM", item) - before;
    }

    private long told(TestParties.Actor who, BundleId id, String what) {
        return number(
                "select count(*) from feed_event where party = ? and subject = ? and happening = ?",
                who.party(),
                id.value(),
                what);
    }

    private long number(String sql, String... values) {
        return QuarkusTransaction.requiringNew().call(() -> {
            scope.enterSystem();
            try (Connection connection = pool.getConnection();
                    PreparedStatement select = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    select.setString(i + 1, values[i]);
                }
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        });
    }

    private Response withdraw() {
        return TestConsents.addEvent(
                cast.ngo,
                consent,
                Map.of("state", "WITHDRAWN", "saidAt", TestConsents.LONG_AGO, "by", "SELF", "reason", "afraid"));
    }

    private Response amend() {
        String etag = cast.mechanism.request().get(REQUESTS + "/" + request).header("ETag");
        return cast.mechanism
                .sends(cast.body(item))
                .header("If-Match", etag)
                .post(REQUESTS + "/" + request + "/amendments");
    }
}
