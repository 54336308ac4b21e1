package org.sillok.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sillok.agreement.AgreementCast.problem;
import static org.sillok.request.RequestCast.REQUESTS;
import static org.sillok.request.RequestCast.awaitAssessed;
import static org.sillok.request.RequestCast.term;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.agreement.AgreementCast;
import org.sillok.consent.TestConsents;
import org.sillok.crypto.P256PrivateKey;
import org.sillok.identity.TestParties;
import org.sillok.kernel.RequestId;
import org.sillok.platform.PostgresTestResource;
import org.sillok.request.core.LineStanding;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class ApprovedRequestsTest {
    @Inject
    TestParties parties;

    @Inject
    ApprovedRequests approved;

    private RequestCast cast;
    private String consent;
    private String item;

    @BeforeEach
    void cast() {
        cast = new RequestCast(parties);
        consent = cast.consent(term("1", "PERMIT", "DISCOVER", "INSPECT", "DISCLOSE"));
        item = TestConsents.item(cast.ngo);
        TestConsents.bind(cast.ngo, item, null, consent).then().statusCode(201);
    }

    @Test
    void whatWasApprovedMayBeSealedWithWhoSignedItAndWhatIsWithheld() throws Exception {
        String hidden = cast.itemWith(term("1", "PERMIT", "INSPECT", "DISCLOSE"));
        String forbidden = cast.itemWith(term("1", "PERMIT", "DISCOVER"));
        String id = cast.submitted(hidden, item, forbidden, "itm_aaaaaaaaaaaaaaaaaaaaaaaaaa");
        assertThat(take(id, 1)).isEqualTo(new Sealable.No(Sealable.Obstacle.UNDECIDED));
        cast.approve(cast.ngo, cast.key, id).then().statusCode(200);
        assertThat(take(id, 1)).isEqualTo(new Sealable.No(Sealable.Obstacle.UNDECIDED));
        cast.approve(cast.colleague, cast.second, id).then().statusCode(200);
        Sealable.Yes yes = (Sealable.Yes) take(id, 1);
        assertThat(yes.granted())
                .extracting(one -> one.version().item().value())
                .containsExactly(item);
        assertThat(yes.withheld()).hasSize(3);
        assertThat(yes.withheld().stream()
                        .filter(Sealable.Withheld::mayBeListed)
                        .map(one -> one.version().item().value()))
                .containsExactly(forbidden);
        assertThat(yes.withheld())
                .extracting(Sealable.Withheld::standing)
                .containsOnly(LineStanding.NOT_AVAILABLE, LineStanding.NOT_PERMITTED);
        Sealable.Holder holder = yes.holders().get(0);
        assertThat(holder.signatures()).hasSize(2);
        for (Sealable.Signature one : holder.signatures()) {
            P256PrivateKey key = one.approver().value().equals(cast.ngo.user()) ? cast.key : cast.second;
            key.publicKey().verify(holder.text().toArray(), one.signature().toArray());
        }
        assertThat(take(id, 2)).isEqualTo(new Sealable.No(Sealable.Obstacle.AMENDED));
        assertThat(take("req_aaaaaaaaaaaaaaaaaaaaaaaaaa", 1)).isEqualTo(new Sealable.No(Sealable.Obstacle.ABSENT));
    }

    @Test
    void aWithdrawalThatComesFirstIsSeen() throws Exception {
        String id = cast.submitted(item);
        cast.approved(id);
        withdraw().then().statusCode(201);
        assertThat(take(id, 1)).isEqualTo(new Sealable.No(Sealable.Obstacle.BASIS_CHANGED));
    }

    @Test
    void aSuspendedAgreementIsSeen() throws Exception {
        String id = cast.submitted(item);
        cast.approved(id);
        suspend().then().statusCode(200);
        assertThat(take(id, 1)).isEqualTo(new Sealable.No(Sealable.Obstacle.BASIS_CHANGED));
    }

    @Test
    void aWithdrawalThatComesLaterWaitsUntilWhatIsSealedIsDurable() throws Exception {
        String id = cast.submitted(item);
        cast.approved(id);
        assertThat(during(id, this::withdraw).statusCode()).isEqualTo(201);
        assertThat(take(id, 1)).isEqualTo(new Sealable.No(Sealable.Obstacle.BASIS_CHANGED));
    }

    @Test
    void aSuspensionThatComesLaterWaitsToo() throws Exception {
        String id = cast.submitted(item);
        cast.approved(id);
        assertThat(during(id, this::suspend).statusCode()).isEqualTo(200);
        assertThat(take(id, 1)).isEqualTo(new Sealable.No(Sealable.Obstacle.BASIS_CHANGED));
    }

    @Test
    void aNewBindingThatComesLaterWaitsToo() throws Exception {
        String id = cast.submitted(item);
        cast.approved(id);
        String another = cast.consent(term("1", "PROHIBIT", "DISCLOSE"));
        assertThat(during(id, () -> TestConsents.bind(cast.ngo, item, null, another))
                        .statusCode())
                .isEqualTo(201);
        assertThat(take(id, 1)).isEqualTo(new Sealable.No(Sealable.Obstacle.BASIS_CHANGED));
    }

    @Test
    void anAmendmentThatComesLaterWaitsAndThenTheOldRevisionIsGone() throws Exception {
        String id = cast.submitted(item);
        cast.approved(id);
        Map<String, Object> body = cast.body(item);
        String etag = cast.mechanism.request().get(REQUESTS + "/" + id).header("ETag");
        assertThat(during(
                                id,
                                () -> cast.mechanism
                                        .sends(body)
                                        .header("If-Match", etag)
                                        .post(REQUESTS + "/" + id + "/amendments"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(take(id, 1)).isEqualTo(new Sealable.No(Sealable.Obstacle.AMENDED));
        awaitAssessed(cast.mechanism, id);
        assertThat(take(id, 2)).isEqualTo(new Sealable.No(Sealable.Obstacle.UNDECIDED));
    }

    @Test
    void aRowThatNobodySignedDoesNotMakeItSealable() throws Exception {
        String id = cast.submitted(item);
        cast.approve(cast.ngo, cast.key, id).then().statusCode(200);
        RequestCast.asOwner(
                "insert into request_approval select request, revision, party, basis, '" + cast.colleague.user()
                        + "', approver_party, party_key, decode('00', 'hex') || signature, approved_at"
                        + " from request_approval where request = '" + id + "'",
                "update request_holder set approved_at = now() where request = '" + id + "'");
        assertThat(take(id, 1)).isEqualTo(new Sealable.No(Sealable.Obstacle.BASIS_CHANGED));
    }

    @Test
    void whatWasSignedWithAKeyThatWasRevokedSinceIsNotSealable() throws Exception {
        String id = cast.submitted(item);
        cast.approved(id);
        assertThat(take(id, 1)).isInstanceOf(Sealable.Yes.class);
        String keys = "/api/v1/parties/" + cast.ngo.party() + "/keys";
        String first =
                cast.ngo.request().get(keys).then().statusCode(200).extract().path("items[0].id");
        cast.ngo.request().post(keys + "/" + first + "/revoke").then().statusCode(200);
        assertThat(take(id, 1)).isEqualTo(new Sealable.No(Sealable.Obstacle.BASIS_CHANGED));
    }

    @Test
    void whatWasDoneToAnItemIsNotTakenBackWhileTheItemIsSealed() throws Exception {
        String id = cast.submitted(item);
        cast.approved(id);
        String treatment = "/api/v1/items/" + item + "/versions/1/treatments/trt_aaaaaaaaaaaaaaaaaaaaaaaaaa/revoke";
        assertThat(during(
                                id,
                                () -> cast.ngo
                                        .sends(Map.of("reason", "it was not done"))
                                        .post(treatment))
                        .statusCode())
                .as("there is none, and it is not known before")
                .isEqualTo(404);
    }

    @Test
    void ofAWithdrawalAndAnApprovalAtOnceTheLaterSeesTheEarlier() throws Exception {
        for (int round = 0; round < 4; round++) {
            cast();
            String id = cast.submitted(item);
            JsonPath shown = cast.toApprove(id);
            cast.approve(cast.ngo, cast.key, id, shown).then().statusCode(200);
            CompletableFuture<Response> withdrawal = CompletableFuture.supplyAsync(this::withdraw);
            Response approval = cast.approve(cast.colleague, cast.second, id, shown);
            assertThat(withdrawal.get().statusCode()).isEqualTo(201);
            if (approval.statusCode() != 200) {
                problem(approval, 409, "basis-changed");
                assertThat(take(id, 1)).isInstanceOf(Sealable.No.class);
            } else {
                assertThat(take(id, 1)).isEqualTo(new Sealable.No(Sealable.Obstacle.BASIS_CHANGED));
            }
        }
    }

    private Sealable take(String id, int revision) {
        return QuarkusTransaction.requiringNew().call(() -> approved.take(new RequestId(id), revision));
    }

    private Response withdraw() {
        return TestConsents.addEvent(
                cast.ngo,
                consent,
                Map.of("state", "WITHDRAWN", "saidAt", TestConsents.LONG_AGO, "by", "SELF", "reason", "afraid"));
    }

    private Response suspend() {
        return AgreementCast.act(cast.ngo, cast.agreement, "suspend", Map.of("reason", "to be clarified"));
    }

    /** Something else is tried while what was taken is not durable yet: it has to wait. */
    private Response during(String id, Supplier<Response> other) throws Exception {
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch tried = new CountDownLatch(1);
        CompletableFuture<Sealable> sealing = CompletableFuture.supplyAsync(() -> QuarkusTransaction.requiringNew()
                .call(() -> {
                    Sealable sealable = approved.take(new RequestId(id), 1);
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
        tried.countDown();
        assertThat(waits).isTrue();
        assertThat(sealing.get()).isInstanceOf(Sealable.Yes.class);
        return trying.get(20, TimeUnit.SECONDS);
    }
}
