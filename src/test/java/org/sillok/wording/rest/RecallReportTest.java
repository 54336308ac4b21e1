package org.sillok.wording.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sillok.agreement.AgreementCast.problem;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.Ids;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Randomness;
import org.sillok.platform.PostgresTestResource;
import org.sillok.recall.RecallOrder;
import org.sillok.recall.Recalls;
import org.sillok.recall.core.Asked;
import org.sillok.recall.core.RecallLevel;
import org.sillok.recall.core.RecallReason;
import org.sillok.request.RequestCast;
import org.sillok.terms.MaterialRef;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class RecallReportTest {
    @Inject
    TestParties parties;

    @Inject
    Recalls recalls;

    @Inject
    Randomness randomness;

    private RequestCast cast;
    private String withdrawal;

    @BeforeEach
    void recalled() throws Exception {
        cast = new RequestCast(parties);
        cast.encryptionKey(cast.mechanism);
        String item = cast.openItem();
        String request = cast.submitted(item);
        cast.approved(request);
        String job = cast.mechanism
                .sends(Map.of("revision", 1))
                .post(RequestCast.REQUESTS + "/" + request + "/bundles")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        JsonPath done = cast.mechanism.awaitJob(job);
        withdrawal = order(
                Map.of(new BundleId(done.getString("result.bundle")), Set.of(new MaterialRef(new ItemId(item), 1))));
    }

    private String order(Map<BundleId, Set<MaterialRef>> bundles) {
        String id = Ids.fresh(RecallOrder.WITHDRAWAL_PREFIX, randomness);
        RecallOrder order = new RecallOrder(
                id,
                new PartyId(cast.ngo.party()),
                RecallLevel.ERASE,
                RecallReason.CHANGED_MIND,
                Asked.DESTROY,
                null,
                Instant.now(),
                Instant.now().plus(Duration.ofDays(14)),
                bundles);
        QuarkusTransaction.requiringNew().run(() -> recalls.issue(order));
        return id;
    }

    private static Response page(Actor actor, String id, String language) {
        return actor.request().accept("text/html").get(path(id) + "?language=" + language);
    }

    private static String path(String id) {
        return "/api/v1/withdrawals/" + id + "/report";
    }

    @Test
    void theReportSaysWhoHadItAndWhatWasAskedInBothLanguages() {
        String english = page(cast.ngo, withdrawal, "en")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(english)
                .contains(
                        "What became of the decision",
                        "What was decided",
                        "to destroy it and all copies",
                        "It has not answered yet.")
                .contains("What you gave is to be erased.")
                .doesNotContain("itm_", "bdl_", "src_");
        String korean = page(cast.ngo, withdrawal, "ko")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(korean)
                .contains("결정의 결과", "자료와 모든 사본을 없앨 것", "아직 답하지 않았습니다")
                .doesNotContain("It has not", "Organisation");
        cast.ngo
                .request()
                .accept("application/pdf")
                .get(path(withdrawal) + "?language=ko")
                .then()
                .statusCode(200)
                .contentType("application/pdf");
    }

    @Test
    void aWithdrawalOfWhatNobodyHadIsReportedToo() {
        String nobody = order(Map.of());
        assertThat(page(cast.ngo, nobody, "en").then().statusCode(200).extract().asString())
                .contains("Nobody outside had received it.");
    }

    @Test
    void onlyWhoWithdrewAndCustodiansReadIt() {
        assertThat(given().get(path(withdrawal)).statusCode()).isEqualTo(401);
        problem(page(cast.mechanism, withdrawal, "en"), 404, "not-found");
        problem(page(parties.newPartyWith(Role.CONTRIBUTOR), withdrawal, "en"), 404, "not-found");
        problem(page(parties.userOf(parties.custodian().party(), Role.OPERATOR), withdrawal, "en"), 403, "forbidden");
        problem(page(cast.ngo, "wdr_aaaaaaaaaaaaaaaaaaaaaaaaaa", "en"), 404, "not-found");
        problem(page(cast.ngo, "x", "en"), 404, "not-found");
        page(parties.custodian(), withdrawal, "en").then().statusCode(200);
    }
}
