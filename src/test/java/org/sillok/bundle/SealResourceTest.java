package org.sillok.bundle;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.sillok.agreement.AgreementCast.problem;
import static org.sillok.request.RequestCast.REQUESTS;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sillok.bundle.db.BundleRows;
import org.sillok.hold.HoldCast;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.jobs.Jobs;
import org.sillok.json.JsonObject;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.JobId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.Timestamps;
import org.sillok.kernel.UserId;
import org.sillok.platform.PostgresTestResource;
import org.sillok.request.RequestCast;
import org.sillok.vault.Vault;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class SealResourceTest {
    @Inject
    TestParties parties;

    @Inject
    BundleRows rows;

    @Inject
    Jobs jobs;

    @Inject
    Vault vault;

    @Inject
    Scope scope;

    @Inject
    Randomness randomness;

    @Test
    void whoAskedSealsWhatWasApprovedOnce() throws Exception {
        RequestCast cast = new RequestCast(parties);
        String early = cast.submitted(cast.openItem());
        problem(seal(cast.mechanism, early, 1), 409, "not-sealable");
        cast.approved(early);
        problem(seal(cast.mechanism, early, 2), 409, "not-sealable");
        problem(seal(cast.mechanism, early, 1), 409, "recipient-certificate");
        String key = new SealCast(parties).certified(cast.mechanism);
        seal(cast.mechanism, early, 1)
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/not-sealable"))
                .body("detail", containsString("would be decided now"))
                .body("detail", containsString("first certificate of the recipient was confirmed"));
        // What they approved is not what there is to approve now: that is told, and read before it is signed.
        cast.approve(cast.ngo, cast.key, early).then().statusCode(409);
        cast.approved(early);
        assertThat(cast.mechanism
                        .awaitJob(seal(cast.mechanism, early, 1)
                                .then()
                                .statusCode(202)
                                .extract()
                                .path("id"))
                        .getString("state"))
                .as("the way out that the detail names")
                .isEqualTo("DONE");
        String request = cast.submitted(cast.openItem());
        cast.approved(request);
        String job = cast.mechanism
                .sends(Map.of("revision", 1))
                .header("Idempotency-Key", "seal-it")
                .post(path(request))
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        cast.mechanism
                .sends(Map.of("revision", 1))
                .header("Idempotency-Key", "seal-it")
                .post(path(request))
                .then()
                .statusCode(202)
                .header("Idempotency-Replayed", "true")
                .body("id", equalTo(job));
        JsonPath done = cast.mechanism.awaitJob(job);
        assertThat(done.getString("state")).isEqualTo("DONE");
        BundleRows.Bundle bundle = bundle(done.getString("result.bundle"));
        assertThat(bundle.state()).isEqualTo("READY");
        assertThat(bundle.partyKey()).isEqualTo(key);
        String again = parties.custodian()
                .sends(Map.of("revision", 1, "replaces", bundle.id()))
                .post(path(request))
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        JsonPath second = parties.custodian().awaitJob(again);
        assertThat(second.getString("state")).isEqualTo("DONE");
        assertThat(bundle(second.getString("result.bundle")).replaces()).isEqualTo(bundle.id());
    }

    @Test
    void whatIsHeldIsNotSealedAlthoughItWasApproved() throws Exception {
        RequestCast cast = new RequestCast(parties);
        new SealCast(parties).certified(cast.mechanism);
        String item = cast.openItem();
        String request = cast.submitted(item);
        cast.approved(request);
        HoldCast custodians = new HoldCast(parties);
        String hold = custodians.placed(custodians.body("LEGAL", item));
        problem(seal(cast.mechanism, request, 1), 409, "not-sealable");
        custodians.lifted(hold);
        String job = seal(cast.mechanism, request, 1)
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        assertThat(cast.mechanism.awaitJob(job).getString("state")).isEqualTo("DONE");
    }

    @Test
    void nobodyElseMay() throws Exception {
        RequestCast cast = new RequestCast(parties);
        String request = cast.submitted(cast.openItem());
        cast.approved(request);
        given().contentType(ContentType.JSON)
                .body(Map.of("revision", 1))
                .post(path(request))
                .then()
                .statusCode(401);
        problem(seal(parties.newPartyWith(Role.INVESTIGATOR), request, 1), 404, "not-found");
        problem(seal(parties.newPartyWith(Role.CONTRIBUTOR), request, 1), 404, "not-found");
        problem(seal(cast.ngo, request, 1), 403, "forbidden");
        problem(seal(parties.userOf(cast.ngo.party(), Role.AUDITOR), request, 1), 403, "forbidden");
        problem(seal(parties.userOf(parties.custodian().party(), Role.OPERATOR), request, 1), 403, "forbidden");
        problem(seal(cast.mechanism, "req_aaaaaaaaaaaaaaaaaaaaaaaaaa", 1), 404, "not-found");
        problem(seal(cast.mechanism, "nonsense", 1), 404, "not-found");
    }

    @Test
    void whatIsMalformedIsRefused() throws Exception {
        RequestCast cast = new RequestCast(parties);
        new SealCast(parties).certified(cast.mechanism);
        String request = cast.submitted(cast.openItem());
        Map<String, Object> none = new HashMap<>();
        problem(cast.mechanism.sends(none).post(path(request)), 400, "invalid-field");
        problem(seal(cast.mechanism, request, 0), 400, "invalid-field");
        problem(cast.mechanism.sends(Map.of("revision", 1, "other", 1)).post(path(request)), 400, "unknown-field");
        problem(cast.mechanism.sends("{").post(path(request)), 400, "malformed-json");
        problem(cast.mechanism.sends(Map.of("revision", 1, "replaces", "x")).post(path(request)), 400, "invalid-field");
        problem(cast.mechanism.sends(Map.of("revision", 1)).post(path(request) + "?x=1"), 400, "unknown-parameter");
        cast.approved(request);
        problem(
                cast.mechanism
                        .sends(Map.of("revision", 1, "replaces", "bdl_aaaaaaaaaaaaaaaaaaaaaaaaaa"))
                        .post(path(request)),
                400,
                "invalid-field");
    }

    @Test
    void aRequestIsSealedOnceAtATime() throws Exception {
        RequestCast cast = new RequestCast(parties);
        String key = new SealCast(parties).certified(cast.mechanism);
        String request = cast.submitted(cast.openItem());
        cast.approved(request);
        String job = QuarkusTransaction.requiringNew().call(() -> {
            JobId parked = jobs.submit(
                    "TEST_PARKED",
                    new Caller(
                            new PartyId(cast.mechanism.party()),
                            new UserId(cast.mechanism.user()),
                            Set.of(Role.INVESTIGATOR)),
                    JsonObject.builder().put("parked", 1).build());
            scope.enterSystem();
            BundleId id = BundleId.fresh(randomness);
            vault.keysOfOrNew(id.value());
            Instant now = Timestamps.truncate(Instant.now());
            rows.add(new BundleRows.NewBundle(
                    id.value(),
                    cast.mechanism.party(),
                    request,
                    1,
                    cast.mechanism.user(),
                    parked.value(),
                    null,
                    key,
                    now,
                    now.plusSeconds(600)));
            return parked.value();
        });
        seal(cast.mechanism, request, 1)
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/conflict"))
                .body("detail", containsString(job));
    }

    private BundleRows.Bundle bundle(String id) {
        return QuarkusTransaction.requiringNew().call(() -> {
            scope.enterSystem();
            return rows.find(id).orElseThrow();
        });
    }

    private static io.restassured.response.Response seal(Actor who, String request, int revision) {
        return who.sends(Map.of("revision", revision)).post(path(request));
    }

    private static String path(String request) {
        return REQUESTS + "/" + request + "/bundles";
    }
}
