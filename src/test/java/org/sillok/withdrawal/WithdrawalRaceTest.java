package org.sillok.withdrawal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sillok.agreement.AgreementCast.problem;
import static org.sillok.request.RequestCast.REQUESTS;
import static org.sillok.request.RequestCast.lines;
import static org.sillok.withdrawal.WithdrawalCast.id;
import static org.sillok.withdrawal.WithdrawalCast.pause;
import static org.sillok.withdrawal.WithdrawalCast.seen;
import static org.sillok.withdrawal.WithdrawalCast.withdraw;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.sillok.bundle.TestBundles;
import org.sillok.consent.TestConsents;
import org.sillok.identity.Scope;
import org.sillok.identity.TestParties;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.RequestId;
import org.sillok.kernel.WithdrawalId;
import org.sillok.platform.PostgresTestResource;
import org.sillok.request.ApprovedRequests;
import org.sillok.request.RequestCast;
import org.sillok.request.Sealable;

/** A withdrawal beside everything that could hand something over at the same moment. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class WithdrawalRaceTest {
    private static final long SEED = 20260301;

    @Inject
    TestParties parties;

    @Inject
    ApprovedRequests approved;

    @Inject
    TestBundles bundles;

    @Inject
    WithdrawalsOnRecord onRecord;

    @Inject
    Scope scope;

    private final Random random = new Random(SEED);

    @Test
    void whoDecidesIsWaitedForAndWhoComesLaterSeesIt() throws Exception {
        for (String kind : List.of("consent", "item", "source")) {
            WithdrawalCast one = new WithdrawalCast(parties);
            String request = one.cast.submitted(one.item);
            one.cast.approved(request);
            String subject = kind.equals("consent") ? one.consent : kind.equals("item") ? one.item : one.source;
            Response answer =
                    during(request, () -> withdraw(one.cast.ngo, kind, subject, "NO_FURTHER_USE", "SOURCE"), () -> {});
            id(answer);
            assertThat(take(request)).as(kind).isEqualTo(new Sealable.No(Sealable.Obstacle.BASIS_CHANGED));
        }
    }

    @Test
    void whatASourcePermitsWhileItsWithdrawalWaitsIsTakenBackToo() throws Exception {
        WithdrawalCast one = new WithdrawalCast(parties);
        String request = one.cast.submitted(one.item);
        one.cast.approved(request);
        String item = TestConsents.item(one.cast.ngo);
        List<String> begun = new CopyOnWriteArrayList<>();
        String id = id(during(request, () -> withdraw(one.cast.ngo, "source", one.source, "RESTRICT", "SOURCE"), () -> {
            String consent = TestConsents.given(
                    one.cast.ngo,
                    one.source,
                    TestConsents.item(one.cast.ngo),
                    RequestCast.term("1", "PERMIT", "DISCOVER", "INSPECT", "DISCLOSE"));
            TestConsents.bind(one.cast.ngo, item, null, consent).then().statusCode(201);
            begun.add(consent);
        }));
        assertThat(TestConsents.get(one.cast.ngo, begun.get(0)).getString("state"))
                .isEqualTo("WITHDRAWN");
        assertThat(seen(one.cast.ngo, id).getInt("items")).isEqualTo(2);
        assertThat(one.cast.ngo.request().get(TestConsents.ITEMS + item).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aSealingComesFirstAndIsRecalledOrComesLaterAndFails() throws Exception {
        for (int round = 0; round < 6; round++) {
            WithdrawalCast one = new WithdrawalCast(parties);
            one.cast.encryptionKey(one.cast.mechanism);
            String request = one.cast.submitted(one.item);
            one.cast.approved(request);
            String job = one.cast
                    .mechanism
                    .sends(Map.of("revision", 1))
                    .post(REQUESTS + "/" + request + "/bundles")
                    .then()
                    .statusCode(202)
                    .extract()
                    .path("id");
            Thread.sleep(random.nextInt(round < 3 ? 150 : 1_500));
            String id = id(one.withdraw("NO_FURTHER_USE"));
            String state = one.cast.mechanism.awaitJob(job).getString("state");
            int sealed = RequestCast.number(
                    "select count(*) from bundle_bundle where request = '" + request + "' and sealed_at is not null");
            assertThat(seen(one.cast.ngo, id).getInt("bundles"))
                    .as("job %s in round %s", state, round)
                    .isEqualTo(sealed);
            if (sealed == 0) {
                assertThat(state).isIn("FAILED", "CANCELLED");
                // Not sealable, or the end of the first one is not on record yet.
                one.cast
                        .mechanism
                        .sends(Map.of("revision", 1))
                        .post(REQUESTS + "/" + request + "/bundles")
                        .then()
                        .statusCode(409);
            }
        }
    }

    @Test
    void anApprovalIsVoidWhicheverComesFirst() throws Exception {
        for (int round = 0; round < 4; round++) {
            WithdrawalCast one = new WithdrawalCast(parties);
            String request = one.cast.submitted(one.item);
            JsonPath shown = one.cast.toApprove(request);
            one.cast.approve(one.cast.ngo, one.cast.key, request, shown).then().statusCode(200);
            CompletableFuture<Response> withdrawal = CompletableFuture.supplyAsync(() -> one.withdraw("RESTRICT"));
            Response approval = one.cast.approve(one.cast.colleague, one.cast.second, request, shown);
            id(withdrawal.get());
            if (approval.statusCode() != 200) {
                problem(approval, 409, "basis-changed");
            }
            assertThat(take(request)).isInstanceOf(Sealable.No.class);
        }
    }

    @Test
    void nothingIsSentOnceItIsWithdrawn() throws Exception {
        for (int round = 0; round < 4; round++) {
            WithdrawalCast one = new WithdrawalCast(parties);
            one.cast.encryptionKey(one.cast.mechanism);
            String request = one.cast.submitted(one.item);
            one.cast.approved(request);
            String bundle = bundles.sealed("READY", request, new byte[200_000]);
            WithdrawalCast.disclosed(bundle);
            String path = "/api/v1/bundles/" + bundle;
            String undertaken =
                    one.cast.mechanism.request().get(path).jsonPath().getString("undertakings.digest");
            one.cast
                    .mechanism
                    .sends(Map.of("undertakings", undertaken))
                    .post(path + "/acceptance")
                    .then()
                    .statusCode(200);
            CompletableFuture<Response> withdrawal = CompletableFuture.supplyAsync(() -> one.withdraw("ERASE"));
            Thread.sleep(random.nextInt(60));
            Response part = one.cast.mechanism.request().accept("*/*").get(path + "/parts/1");
            String id = id(withdrawal.get());
            if (part.statusCode() != 200) {
                problem(part, 409, "bundle-void");
            }
            problem(one.cast.mechanism.request().accept("*/*").get(path + "/parts/1"), 409, "bundle-void");
            Recallable recallable = QuarkusTransaction.requiringNew().call(() -> {
                scope.enterSystem();
                return onRecord.of(new WithdrawalId(id)).orElseThrow();
            });
            assertThat(recallable.bundles()).containsOnlyKeys(new BundleId(bundle));
            assertThat(recallable.items()).containsExactly(new ItemId(one.item));
            assertThat(recallable.stands()).isTrue();
            List<String> called = one.cast
                    .ngo
                    .request()
                    .get("/api/v1/recalls/notices?withdrawal=" + id)
                    .jsonPath()
                    .getList("items.bundle");
            assertThat(called).containsExactly(bundle);
        }
    }

    @Test
    void whatIsBoundAtTheSameTimeIsNotSharedEither() throws Exception {
        for (int round = 0; round < 6; round++) {
            WithdrawalCast one = new WithdrawalCast(parties);
            String item = TestConsents.item(one.cast.ngo);
            int pause = random.nextInt(20);
            CompletableFuture<Response> withdrawal = CompletableFuture.supplyAsync(() -> {
                pause(pause);
                return one.withdraw("NO_NEW_SHARING");
            });
            TestConsents.bind(one.cast.ngo, item, null, one.consent).then().statusCode(201);
            assertThat(seen(one.cast.ngo, id(withdrawal.get())).getInt("items")).isIn(1, 2);
            String request = one.cast.submitted(item);
            assertThat(lines(one.cast.mechanism, request).getString("items[0].standing"))
                    .isIn("NOT_AVAILABLE", "NOT_PERMITTED");
        }
    }

    private Sealable take(String request) {
        return QuarkusTransaction.requiringNew().call(() -> approved.take(new RequestId(request), 1));
    }

    /** Something else is tried while what was decided is not durable yet: it has to wait. */
    private Response during(String request, Supplier<Response> other, Runnable meanwhile) throws Exception {
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch tried = new CountDownLatch(1);
        CompletableFuture<Sealable> sealing = CompletableFuture.supplyAsync(() -> QuarkusTransaction.requiringNew()
                .call(() -> {
                    Sealable sealable = approved.take(new RequestId(request), 1);
                    taken.countDown();
                    tried.await(20, TimeUnit.SECONDS);
                    return sealable;
                }));
        assertThat(taken.await(20, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Response> trying = CompletableFuture.supplyAsync(other);
        boolean waits;
        try {
            trying.get(700, TimeUnit.MILLISECONDS);
            waits = false;
        } catch (TimeoutException e) {
            waits = true;
        }
        try {
            meanwhile.run();
        } finally {
            tried.countDown();
        }
        assertThat(waits).isTrue();
        assertThat(sealing.get()).isInstanceOf(Sealable.Yes.class);
        return trying.get(20, TimeUnit.SECONDS);
    }
}
