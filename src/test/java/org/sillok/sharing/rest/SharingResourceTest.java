package org.sillok.sharing.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.intake.FormBody;
import org.sillok.platform.PostgresTestResource;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class SharingResourceTest {
    private static final String ITEMS = "/api/v1/items/";
    private static final String ABSENT = "itm_aaaaaaaaaaaaaaaaaaaaaaaaaa";
    private static final String DONE = "{\"transformations\":[\"REDACT\",\"ANONYMISE\"]}";

    @Inject
    TestParties parties;

    @Test
    void aTreatmentIsProposedByOneApprovedByAnotherAndRevokedByAnybodyOnTheRecord() {
        Actor one = parties.newPartyWith(Role.CONTRIBUTOR);
        Actor two = parties.userOf(one.party(), Role.CONTRIBUTOR);
        String item = derived(one);
        String treatments = ITEMS + item + "/versions/2/treatments";
        String id = one.sends(DONE)
                .post(treatments)
                .then()
                .statusCode(201)
                .body("id", matchesPattern("trt_[a-z2-7]{26}"))
                .body("state", equalTo("PROPOSED"))
                .body("transformations", equalTo(List.of("ANONYMISE", "REDACT")))
                .body("approvedBy", nullValue())
                .extract()
                .path("id");
        problem(one.request().post(treatments + "/" + id + "/approve"), 403, "forbidden");
        assertThat(statements(one, item)).isEqualTo(3);
        for (int i = 0; i < 2; i++) {
            two.request()
                    .post(treatments + "/" + id + "/approve")
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("APPROVED"))
                    .body("approvedBy", equalTo(two.user()));
        }
        assertThat(statements(one, item)).as("once on the record").isEqualTo(4);
        for (int i = 0; i < 2; i++) {
            one.sends("{\"reason\":\"a face was missed\"}")
                    .post(treatments + "/" + id + "/revoke")
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("REVOKED"));
        }
        assertThat(statements(one, item)).isEqualTo(5);
        problem(two.request().post(treatments + "/" + id + "/approve"), 409, "conflict");
        one.request()
                .get(treatments)
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].revokedBy", equalTo(one.user()));
        assertThat(one.request()
                        .accept("*/*")
                        .header("Prefer", "wait=20")
                        .get(ITEMS + item + "/receipt")
                        .asString())
                .contains("disclosures");
    }

    @Test
    void repeatingAProposalWithItsKeyIsHarmless() {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        String treatments = ITEMS + derived(ngo) + "/versions/2/treatments";
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            ids.add(ngo.sends(DONE)
                    .header("Idempotency-Key", "treatment-1")
                    .post(treatments)
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id"));
        }
        assertThat(ids.get(0)).isEqualTo(ids.get(1));
        ngo.request().get(treatments).then().body("items", hasSize(1));
    }

    @Test
    void ofManyWhoApproveAtOnceOneIsOnTheRecord() throws Exception {
        Actor one = parties.newPartyWith(Role.CONTRIBUTOR);
        String item = derived(one);
        String treatments = ITEMS + item + "/versions/2/treatments";
        String id = one.sends(DONE).post(treatments).then().extract().path("id");
        List<Actor> others = List.of(
                parties.userOf(one.party(), Role.CONTRIBUTOR),
                parties.userOf(one.party(), Role.CONTRIBUTOR),
                parties.userOf(one.party(), Role.CONTRIBUTOR));
        ExecutorService threads = Executors.newFixedThreadPool(3);
        List<Future<Integer>> answers = new ArrayList<>();
        for (Actor other : others) {
            answers.add(threads.submit(() ->
                    other.request().post(treatments + "/" + id + "/approve").statusCode()));
        }
        for (Future<Integer> answer : answers) {
            assertThat(answer.get()).isEqualTo(200);
        }
        threads.shutdown();
        assertThat(statements(one, item)).isEqualTo(4);
    }

    @Test
    void nothingWasDoneToAnOriginal() {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        String item = derived(ngo);
        problem(ngo.sends(DONE).post(ITEMS + item + "/versions/1/treatments"), 409, "conflict");
        problem(ngo.sends(DONE).post(ITEMS + item + "/versions/3/treatments"), 404, "not-found");
        problem(ngo.sends(DONE).post(ITEMS + item + "/versions/x/treatments"), 404, "not-found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|invalid-field",
                "{'transformations':[]}|invalid-field",
                "{'transformations':['REDACT','REDACT']}|invalid-field",
                "{'transformations':['POLISH']}|invalid-field",
                "{'transformations':['REDACT'],'by':'me'}|unknown-field",
                "{|malformed-json"
            })
    void aProposalThatCannotBeUnderstoodIsRefused(String body, String slug) {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        problem(ngo.sends(body.replace('\'', '"')).post(ITEMS + derived(ngo) + "/versions/2/treatments"), 400, slug);
    }

    @Test
    void everyRouteIsForContributorsOfTheOwnerOnly() {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        Actor auditor = parties.userOf(ngo.party(), Role.AUDITOR, Role.INVESTIGATOR);
        Actor other = parties.newPartyWith(Role.CONTRIBUTOR);
        String item = derived(ngo);
        String id = ngo.sends(DONE)
                .post(ITEMS + item + "/versions/2/treatments")
                .then()
                .extract()
                .path("id");
        String impact = "{\"agreement\":\"agr_aaaaaaaaaaaaaaaaaaaaaaaaaa\",\"state\":\"SUSPENDED\"}";
        for (String[] route : new String[][] {
            {"/preview", "{}"},
            {"/versions/2/treatments", DONE},
            {"/versions/2/treatments/" + id + "/approve", ""},
            {"/versions/2/treatments/" + id + "/revoke", "{\"reason\":\"r\"}"}
        }) {
            assertThat(given().contentType("application/json")
                            .body(route[1])
                            .post(ITEMS + item + route[0])
                            .statusCode())
                    .isEqualTo(401);
            problem(post(auditor, item, route), 403, "forbidden");
            problem(post(other, item, route), 404, "not-found");
            assertThat(post(other, item, route).asString().replaceAll("rid_[a-z2-7]+", ""))
                    .isEqualTo(post(other, ABSENT, route).asString().replaceAll("rid_[a-z2-7]+", ""));
        }
        problem(other.request().get(ITEMS + item + "/versions/2/treatments"), 404, "not-found");
        problem(auditor.request().get(ITEMS + item + "/versions/2/treatments"), 403, "forbidden");
        given().contentType("application/json")
                .body(impact)
                .post("/api/v1/impacts")
                .then()
                .statusCode(401);
        problem(auditor.sends(impact).post("/api/v1/impacts"), 403, "forbidden");
        problem(ngo.sends(impact).post("/api/v1/impacts"), 404, "not-found");
    }

    private static Response post(Actor actor, String item, String[] route) {
        return (route[1].isEmpty() ? actor.request() : actor.sends(route[1])).post(ITEMS + item + route[0]);
    }

    @Test
    void withoutAnAgreementThereIsNobodyToPreviewButSomebodyOfAClass() {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        String item = derived(ngo);
        ngo.sends("{}")
                .post(ITEMS + item + "/preview")
                .then()
                .statusCode(200)
                .body("item", equalTo(item))
                .body("version", equalTo(2))
                .body("$", hasKey("externalTime"))
                .body("externalTime", nullValue())
                .body("lines", hasSize(0));
        ngo.sends("{\"version\":1,\"requester\":{\"class\":\"COURT\"},\"purposes\":[\"CRIMINAL_PROSECUTION\"]}")
                .header("Accept-Language", "ko, en;q=0.5")
                .post(ITEMS + item + "/preview")
                .then()
                .statusCode(200)
                .header("Content-Language", equalTo("ko"))
                .body("lines", hasSize(1))
                .body("lines[0].class", equalTo("COURT"))
                .body("lines[0].party", nullValue())
                .body("lines[0].after", nullValue())
                .body("lines[0].before.outcome", equalTo("DENY"))
                .body("lines[0].before.reasons.code", hasItem("NO_BINDING"))
                .body("lines[0].before.reasons.text", hasItem("이 기관과 맺은 협정이 없습니다."));
        ngo.sends("{\"requester\":{\"class\":\"COURT\"}}")
                .post(ITEMS + item + "/preview")
                .then()
                .header("Content-Language", equalTo("en"))
                .body("lines", hasSize(7))
                .body(containsString("There is no agreement with this organisation."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'version':9}|invalid-field|/version",
                "{'requester':{'party':'pty_aaaaaaaaaaaaaaaaaaaaaaaaaa'}}|invalid-field|/requester",
                "{'draft':{'consent':'con_aaaaaaaaaaaaaaaaaaaaaaaaaa','clauses':[]}}|invalid-field|/draft",
                "{'purposes':['FUN']}|invalid-field|/purposes/0",
                "{'handedOnTo':['pty_aaaaaaaaaaaaaaaaaaaaaaaaaa']}|invalid-field|/handedOnTo",
                "{'colour':'red'}|unknown-field|/colour",
                "[|malformed-json|"
            })
    void aPreviewThatCannotBeUnderstoodIsRefused(String body, String slug, String pointer) {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        Response response = ngo.sends(body.replace('\'', '"')).post(ITEMS + derived(ngo) + "/preview");
        problem(response, 400, slug);
        if (pointer != null) {
            assertThat(response.asString()).contains(pointer);
        }
    }

    @Test
    void theImpactOfAConsentThatBindsNothingIsNothing() throws InterruptedException {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        derived(ngo);
        String body = "{\"consent\":\"con_aaaaaaaaaaaaaaaaaaaaaaaaaa\",\"state\":\"WITHDRAWN\"}";
        List<String> jobs = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            jobs.add(ngo.sends(body)
                    .header("Idempotency-Key", "impact-1")
                    .post("/api/v1/impacts")
                    .then()
                    .statusCode(202)
                    .extract()
                    .path("id"));
        }
        assertThat(jobs.get(0)).isEqualTo(jobs.get(1));
        JsonPath job = ngo.awaitJob(jobs.get(0));
        assertThat(job.getString("state")).isEqualTo("DONE");
        assertThat(job.getInt("done")).isEqualTo(1);
        assertThat(job.getInt("result.versions")).isZero();
        assertThat(job.getInt("result.changed")).isZero();
        problem(ngo.sends("{\"consent\":\"x\",\"state\":\"WITHDRAWN\"}").post("/api/v1/impacts"), 400, "invalid-field");
        problem(ngo.sends("{\"state\":\"WITHDRAWN\"}").post("/api/v1/impacts"), 400, "invalid-field");
    }

    private static int statements(Actor actor, String item) {
        return actor.request()
                .get(ITEMS + item + "/statements")
                .then()
                .statusCode(200)
                .extract()
                .<List<?>>path("items")
                .size();
    }

    private static String derived(Actor actor) {
        String item = form(actor, "{\"title\":{\"en\":\"t\"},\"kind\":\"OTHER\"}", "/api/v1/items");
        form(
                actor,
                "{\"activity\":\"REDACTION\",\"parents\":[{\"item\":\"" + item + "\",\"version\":1}]}",
                ITEMS + item + "/versions");
        return item;
    }

    private static String form(Actor actor, String metadata, String path) {
        return actor.request()
                .contentType(FormBody.TYPE)
                .body(new FormBody()
                        .metadata(metadata)
                        .file("a.txt", "abc".getBytes(StandardCharsets.UTF_8), "Content-Type: text/plain")
                        .end()
                        .bytes())
                .post(path)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static void problem(Response response, int status, String slug) {
        response.then().statusCode(status).body("type", equalTo("/problems/" + slug));
    }
}
