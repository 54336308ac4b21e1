package org.sillok.succession.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.sillok.agreement.AgreementCast.problem;
import static org.sillok.succession.SuccessionCast.SUCCESSIONS;
import static org.sillok.succession.SuccessionCast.signature;
import static org.sillok.withdrawal.WithdrawalCast.atOnce;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.feed.SettledFeed;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.platform.PostgresTestResource;
import org.sillok.succession.SuccessionCast;

/** Who decides about a succession, and who learns of it. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class SuccessionResourceTest {
    private static final String NOBODYS = "suc_aaaaaaaaaaaaaaaaaaaaaaaaaa";

    @Inject
    TestParties parties;

    private SuccessionCast cast;

    @BeforeEach
    void newCast() {
        cast = new SuccessionCast(parties);
    }

    @Test
    void itTakesTwoCustodiansAndTheOrganisation() throws Exception {
        String id = cast.proposed();
        assertThat(cast.seen(id).getString("state")).isEqualTo("PROPOSED");
        problem(cast.confirm(cast.second, id), 409, "conflict");
        problem(cast.first.request().post(SUCCESSIONS + "/" + id + "/export"), 409, "conflict");
        cast.agree(cast.ngo, id, cast.key)
                .then()
                .statusCode(200)
                .body("state", equalTo("AGREED"))
                .body("agreed.by", equalTo(cast.ngo.user()));
        problem(cast.agree(cast.ngo, id, cast.key), 409, "conflict");
        problem(cast.confirm(cast.first, id), 409, "conflict");
        problem(cast.second.request().post(SUCCESSIONS + "/" + id + "/confirm"), 428, "precondition-required");
        String job = cast.confirm(cast.second, id)
                .then()
                .statusCode(200)
                .body("confirmed.by", equalTo(cast.second.user()))
                .extract()
                .path("job");
        // Completing the package changes the tag with which it is asked again.
        cast.second.awaitJob(job);
        problem(cast.confirm(cast.second, id), 409, "conflict");
    }

    @Test
    void othersDoNotDecide() {
        given().contentType(ContentType.JSON)
                .body(cast.body())
                .post(SUCCESSIONS)
                .then()
                .statusCode(401);
        Actor auditor = parties.userOf(parties.custodian().party(), Role.AUDITOR);
        for (Actor actor : List.of(cast.ngo, cast.successor, auditor)) {
            problem(actor.sends(cast.body()).post(SUCCESSIONS), 403, "forbidden");
        }
        String id = cast.agreed();
        problem(cast.confirm(cast.ngo, id), 403, "forbidden");
        problem(cast.ngo.request().post(SUCCESSIONS + "/" + id + "/export"), 403, "forbidden");
        problem(cast.ngo.request().get(SUCCESSIONS + "/" + id + "/parts"), 403, "forbidden");
        problem(cast.part(cast.ngo, id, "holdings", 1), 403, "forbidden");
        problem(cast.ngo.request().get(SUCCESSIONS + "/" + id + "/acceptance-text"), 403, "forbidden");
        problem(
                cast.successor.sends(Map.of("signature", "AAAA")).post(SUCCESSIONS + "/" + id + "/acceptance"),
                403,
                "forbidden");
        // A custodian does not agree in the organisation's name.
        problem(
                cast.second.sends(Map.of("signature", "AAAA")).post(SUCCESSIONS + "/" + id + "/agreement"),
                403,
                "forbidden");
    }

    @Test
    void toOthersItLooksAsIfThereWereNone() {
        String id = cast.proposed();
        Actor other = parties.newPartyWith(Role.CONTRIBUTOR);
        for (String one : new String[] {id, NOBODYS, "nonsense"}) {
            String path = SUCCESSIONS + "/" + one;
            problem(other.request().get(path), 404, "not-found");
            problem(other.request().get(path + "/agreement-text"), 404, "not-found");
            problem(other.request().accept("*/*").get(path + "/hand-over"), 404, "not-found");
            problem(other.sends(Map.of("signature", "AAAA")).post(path + "/agreement"), 404, "not-found");
            problem(other.sends(Map.of("reason", "no")).post(path + "/reject"), 404, "not-found");
        }
        problem(cast.first.request().get(SUCCESSIONS + "/" + NOBODYS), 404, "not-found");
        problem(cast.first.request().get(SUCCESSIONS + "/" + NOBODYS + "/parts"), 404, "not-found");
        problem(cast.first.request().get(SUCCESSIONS + "/" + NOBODYS + "/acceptance-text"), 404, "not-found");
        problem(parties.newPartyWith(Role.INVESTIGATOR).request().get(SUCCESSIONS + "/" + id), 403, "forbidden");
        other.request().get(SUCCESSIONS).then().statusCode(200).body("items", hasSize(0));
        cast.ngo.request().get(SUCCESSIONS).then().statusCode(200).body("items.id", equalTo(List.of(id)));
        parties.userOf(parties.custodian().party(), Role.AUDITOR)
                .request()
                .get(SUCCESSIONS + "?state=PROPOSED&limit=200")
                .then()
                .statusCode(200)
                .body("items.id", hasItem(id));
    }

    @Test
    void onlyTheOrganisationsOwnKeyAgreesAndOnlyToThis() {
        String id = cast.proposed();
        String path = SUCCESSIONS + "/" + id + "/agreement";
        String text = cast.agreementText(id);
        assertThat(text)
                .startsWith("sillok/succession-agreement/1\n" + id + "\n" + cast.ngo.party() + "\n"
                        + cast.successor.party() + "\n");
        problem(cast.ngo.sends(signature(cast.successorsKey, text)).post(path), 400, "invalid-field");
        problem(cast.ngo.sends(signature(cast.key, text + "\n")).post(path), 400, "invalid-field");
        problem(cast.ngo.sends(signature(cast.key, text.replace(id, NOBODYS))).post(path), 400, "invalid-field");
        problem(cast.ngo.sends(Map.of("signature", "not base64")).post(path), 400, "invalid-field");
        problem(cast.ngo.sends(Map.of()).post(path), 400, "invalid-field");
        assertThat(cast.seen(id).getString("state")).isEqualTo("PROPOSED");
    }

    @Test
    void oneSuccessionAtATime() {
        String id = cast.proposed();
        problem(cast.second.sends(cast.body()).post(SUCCESSIONS), 409, "conflict");
        cast.ngo
                .sends(Map.of("reason", "We stay."))
                .post(SUCCESSIONS + "/" + id + "/reject")
                .then()
                .statusCode(200)
                .body("state", equalTo("REJECTED"))
                .body("rejection", equalTo("We stay."));
        problem(cast.ngo.sends(Map.of("reason", "again")).post(SUCCESSIONS + "/" + id + "/reject"), 409, "conflict");
        problem(cast.agree(cast.ngo, id, cast.key), 409, "conflict");
        assertThat(cast.proposed()).isNotEqualTo(id);
    }

    @Test
    void ofSeveralAtOnceOneDecides() throws Exception {
        List<Integer> proposed =
                statuses(atOnce(4, () -> cast.first.sends(cast.body()).post(SUCCESSIONS)));
        assertThat(proposed).containsExactlyInAnyOrder(201, 409, 409, 409);
        String id = cast.ngo.request().get(SUCCESSIONS).jsonPath().getString("items[0].id");
        Map<String, String> signature = signature(cast.key, cast.agreementText(id));
        assertThat(statuses(atOnce(3, () -> cast.ngo.sends(signature).post(SUCCESSIONS + "/" + id + "/agreement"))))
                .containsExactlyInAnyOrder(200, 409, 409);
        String etag = cast.second.request().get(SUCCESSIONS + "/" + id).header("ETag");
        List<Integer> confirmed = statuses(atOnce(
                3, () -> cast.second.request().header("If-Match", etag).post(SUCCESSIONS + "/" + id + "/confirm")));
        assertThat(confirmed).containsOnlyOnce(200).allMatch(status -> status == 200 || status == 409 || status == 412);
    }

    private static List<Integer> statuses(List<Response> answers) {
        return answers.stream().map(Response::statusCode).toList();
    }

    @Test
    void whatIsMalformedIsRefused() {
        Map<String, Object> body = cast.body();
        body.put("successor", cast.ngo.party());
        problem(cast.first.sends(body).post(SUCCESSIONS), 400, "invalid-field");
        body.put("successor", "pty_aaaaaaaaaaaaaaaaaaaaaaaaaa");
        problem(cast.first.sends(body).post(SUCCESSIONS), 400, "invalid-field");
        body.put("successor", "nonsense");
        problem(cast.first.sends(body).post(SUCCESSIONS), 400, "invalid-field");
        body = cast.body();
        body.put("other", 1);
        problem(cast.first.sends(body).post(SUCCESSIONS), 400, "unknown-field");
        body = cast.body();
        body.remove("reason");
        problem(cast.first.sends(body).post(SUCCESSIONS), 400, "invalid-field");
        body = cast.body();
        body.put("key", "nonsense");
        problem(cast.first.sends(body).post(SUCCESSIONS), 400, "invalid-field");
        // Nobody could open what is written for this one.
        body = cast.body();
        body.put("successor", parties.newParty());
        problem(cast.first.sends(body).post(SUCCESSIONS), 409, "recipient-certificate");
        problem(cast.first.request().get(SUCCESSIONS + "?state=NONE"), 400, "invalid-parameter");
    }

    @Test
    void repeatingAProposalIsHarmless() {
        String[] ids = new String[2];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = cast.first
                    .sends(cast.body())
                    .header("Idempotency-Key", "succession-" + cast.ngo.party())
                    .post(SUCCESSIONS)
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id");
        }
        assertThat(ids[1]).isEqualTo(ids[0]);
    }

    @Test
    void thoseWhomItConcernsAreTold() {
        String id = cast.proposed();
        assertThat(told(cast.ngo, id)).containsExactly("SUCCESSION_PROPOSED");
        cast.agree(cast.ngo, id, cast.key).then().statusCode(200);
        cast.first
                .sends(Map.of("reason", "Not now."))
                .post(SUCCESSIONS + "/" + id + "/reject")
                .then()
                .statusCode(200);
        assertThat(told(cast.ngo, id)).containsExactly("SUCCESSION_PROPOSED", "SUCCESSION_REJECTED");
    }

    static List<String> told(Actor actor, String subject) {
        JsonPath page = actor.request()
                .get(SettledFeed.at("/api/v1/events?limit=200"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        return page.getList("items.findAll { it.subject == '" + subject + "' }.type");
    }
}
