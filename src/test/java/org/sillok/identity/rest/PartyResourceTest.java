package org.sillok.identity.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.platform.PostgresTestResource;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class PartyResourceTest {
    private static final Map<String, Object> NGO =
            Map.of("kind", "NGO", "names", Map.of("ko", "가상 기록 센터", "EN", "Fictitious Centre"), "seatState", "KR");

    @Inject
    TestParties parties;

    @Test
    void aCustodianAdmitsAnOrganisation() {
        TestParties.Actor custodian = parties.custodian();
        String location = custodian
                .sends(NGO)
                .post("/api/v1/parties")
                .then()
                .statusCode(201)
                .header("ETag", notNullValue())
                .header("Cache-Control", "no-store")
                .header("X-Request-Id", matchesPattern("rid_[a-z2-7]{26}"))
                .body("id", matchesPattern("pty_[a-z2-7]{26}"))
                .body("names.en", equalTo("Fictitious Centre"))
                .body("names.ko", equalTo("가상 기록 센터"))
                .body("seatState", equalTo("KR"))
                .body("status", equalTo("ACTIVE"))
                .body("createdAt", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"))
                .extract()
                .header("Location");
        String etag = custodian
                .request()
                .get(location)
                .then()
                .statusCode(200)
                .body("kind", equalTo("NGO"))
                .extract()
                .header("ETag");
        custodian.request().header("If-None-Match", etag).get(location).then().statusCode(304);
    }

    @Test
    void everybodySeesTheOwnOrganisationAndNoOther() {
        TestParties.Actor contributor = parties.newPartyWith(Role.CONTRIBUTOR);
        contributor
                .request()
                .get("/api/v1/parties/" + contributor.party())
                .then()
                .statusCode(200);
        problem(contributor.request().get("/api/v1/parties/" + parties.newParty()), 404, "not-found");
        problem(contributor.request().get("/api/v1/parties/pty_aaaaaaaaaaaaaaaaaaaaaaaaaa"), 404, "not-found");
        problem(parties.custodian().request().get("/api/v1/parties/nonsense"), 404, "not-found");
    }

    @Test
    void onlyCustodiansAdminister() {
        TestParties.Actor contributor = parties.newPartyWith(Role.CONTRIBUTOR, Role.AUDITOR, Role.INVESTIGATOR);
        String path = "/api/v1/parties/" + contributor.party() + "/users";
        problem(contributor.sends(NGO).post("/api/v1/parties"), 403, "forbidden");
        problem(contributor.request().get("/api/v1/parties"), 403, "forbidden");
        problem(contributor.sends(Map.of("roles", List.of("CONTRIBUTOR"))).post(path), 403, "forbidden");
        problem(contributor.request().get(path), 403, "forbidden");
        problem(
                contributor
                        .sends(Map.of("user", contributor.user(), "validFor", "PT1H"))
                        .post("/api/v1/tokens"),
                403,
                "forbidden");
        problem(contributor.request().post("/api/v1/users/" + contributor.user() + "/disable"), 403, "forbidden");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v1/parties", "/api/v1/me", "/api/v1/sources", "/api/v1/jobs", "/q/metrics", "/nowhere"})
    void withoutATokenNothingIsSaid(String path) {
        given().get(path)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", startsWith("Bearer"))
                .body("type", equalTo("/problems/unauthenticated"))
                .body("instance", startsWith("urn:sillok:request:rid_"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                                    | malformed-json       |",
                "''                                                   | malformed-json       |",
                "null                                                 | malformed-json       |",
                "[]                                                   | invalid-field        | ''",
                "{\"kind\":\"NGO\",\"kind\":\"NGO\",\"names\":{\"en\":\"x\"}}   | malformed-json       |",
                "{\"kind\":\"NGO\",\"names\":{\"en\":\"x\"}} {}            | invalid-field        | ''",
                "{\"kind\":\"NGO\",\"names\":{\"en\":\"x\"},\"more\":1}    | unknown-field        | /more",
                "{\"kind\":\"NGO\"}                                      | invalid-field        | /names",
                "{\"kind\":\"NGO\",\"names\":null}                         | invalid-field        | /names",
                "{\"kind\":\"NGO\",\"names\":{}}                           | invalid-field        | /names",
                "{\"kind\":\"NGO\",\"names\":{\"en\":\" \"}}                 | invalid-field        | /names/en",
                "{\"kind\":\"NGO\",\"names\":{\"en\":7}}                   | invalid-field        | /names/en",
                "{\"kind\":\"NGO\",\"names\":{\"en\":null}}                | invalid-field        | /names/en",
                "{\"kind\":\"NGO\",\"names\":{\"en\":\"\\ud800\"}}           | invalid-field        | /names/en",
                "{\"kind\":\"NGO\",\"names\":{\"klingon/1\":\"x\"}}          | invalid-language-tag | /names/klingon~11",
                "{\"kind\":\"NGO\",\"names\":{\"en\":\"a\",\"EN\":\"b\"}}      | invalid-field        | /names",
                "{\"kind\":\"ngo\",\"names\":{\"en\":\"x\"}}                 | invalid-field        | /kind",
                "{\"kind\":0,\"names\":{\"en\":\"x\"}}                     | invalid-field        | /kind",
                "{\"names\":{\"en\":\"x\"}}                              | invalid-field        | /kind",
                "{\"kind\":\"NGO\",\"names\":{\"en\":\"x\"},\"seatState\":\"XX\"} | invalid-field      | /seatState",
            })
    void aBodyThatIsNotRightIsRefusedWithThePlaceAndWithoutTheValue(String body, String slug, String pointer) {
        parties.custodian()
                .request()
                .contentType("application/json")
                .body(body)
                .post("/api/v1/parties")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/" + slug))
                .body("pointer", pointer == null ? nullValue() : equalTo(pointer))
                .body("detail", not(equalTo("")));
    }

    @Test
    void aBodyOfAnotherTypeIsRefused() {
        problem(
                parties.custodian()
                        .request()
                        .contentType("text/plain")
                        .body("{}")
                        .post("/api/v1/parties"),
                415,
                "unsupported-media-type");
        problem(
                given().header("Authorization", "Bearer " + parties.custodian().token())
                        .accept("image/png")
                        .get("/api/v1/parties"),
                406,
                "not-acceptable");
        problem(parties.custodian().request().delete("/api/v1/parties"), 405, "method-not-allowed");
        problem(parties.custodian().request().get("/api/v1/nothing"), 404, "not-found");
    }

    @Test
    void aBodyOverOneMebibyteIsRefusedWithOrWithoutALength() {
        String body = "{\"kind\":\"NGO\",\"names\":{\"en\":\"" + "x".repeat(1 << 20) + "\"}}";
        problem(
                parties.custodian()
                        .request()
                        .contentType("application/json")
                        .body(body)
                        .post("/api/v1/parties"),
                413,
                "payload-too-large");
    }

    @Test
    void pagesFollowEachOtherWithoutGapsAndDoubles() {
        TestParties.Actor custodian = parties.custodian();
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(parties.newParty());
        }
        List<String> seen = new ArrayList<>();
        String next = null;
        do {
            var page = custodian
                    .request()
                    .queryParam("limit", 2)
                    .queryParams(next == null ? Map.of() : Map.of("cursor", next))
                    .get("/api/v1/parties")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            seen.addAll(page.getList("items.id"));
            next = page.getString("next");
        } while (next != null);
        Assertions.assertThat(seen).doesNotHaveDuplicates().containsAll(made);
    }

    @ParameterizedTest
    @CsvSource({
        "?limit=0, invalid-parameter",
        "?limit=201, invalid-parameter",
        "?limit=ten, invalid-parameter",
        "?limit=1&limit=2, invalid-parameter",
        "?cursor=, invalid-cursor",
        "?cursor=AAAA, invalid-cursor",
        "?offset=3, unknown-parameter",
        "?Limit=3, unknown-parameter"
    })
    void aQueryThatIsNotKnownIsRefused(String query, String slug) {
        problem(parties.custodian().request().get("/api/v1/parties" + query), 400, slug);
    }

    @Test
    void aRepeatedRequestWithTheSameKeyCreatesOnce() {
        TestParties.Actor custodian = parties.custodian();
        String key = UUID.randomUUID().toString();
        String first = custodian
                .sends(NGO)
                .header("Idempotency-Key", key)
                .post("/api/v1/parties")
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", nullValue())
                .extract()
                .path("id");
        custodian
                .sends(NGO)
                .header("Idempotency-Key", key)
                .post("/api/v1/parties")
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .body("id", equalTo(first));
        problem(
                custodian
                        .sends(Map.of("kind", "COURT", "names", Map.of("en", "Another")))
                        .header("Idempotency-Key", key)
                        .post("/api/v1/parties"),
                422,
                "idempotency-key-reused");
        problem(
                custodian.sends(NGO).header("Idempotency-Key", "with space").post("/api/v1/parties"),
                400,
                "idempotency-key-invalid");
    }

    @Test
    void theSameKeyManyTimesAtOnceCreatesOnce() throws Exception {
        TestParties.Actor custodian = parties.custodian();
        String key = UUID.randomUUID().toString();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<String>> answers =
                    threads.invokeAll(java.util.Collections.nCopies(16, (Callable<String>) () -> custodian
                            .sends(NGO)
                            .header("Idempotency-Key", key)
                            .post("/api/v1/parties")
                            .then()
                            .statusCode(201)
                            .extract()
                            .path("id")));
            HashSet<String> ids = new HashSet<>();
            for (Future<String> answer : answers) {
                ids.add(answer.get());
            }
            Assertions.assertThat(ids).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aCustodianCreatesListsAndDisablesUsers() {
        TestParties.Actor custodian = parties.custodian();
        String party = parties.newParty();
        String path = "/api/v1/parties/" + party + "/users";
        String user = custodian
                .sends(Map.of("roles", List.of("CONTRIBUTOR"), "label", "사무실 노트북"))
                .post(path)
                .then()
                .statusCode(201)
                .body("label", equalTo("사무실 노트북"))
                .body("status", equalTo("ACTIVE"))
                .extract()
                .path("id");
        custodian
                .request()
                .get(path)
                .then()
                .statusCode(200)
                .body("items.id", hasItem(user))
                .body("items", hasSize(1));
        String token = parties.tokenOf(user);
        TestParties.Actor actor = new TestParties.Actor(party, user, token);
        actor.request()
                .get("/api/v1/me")
                .then()
                .statusCode(200)
                .body("user", equalTo(user))
                .body("roles", equalTo(List.of("CONTRIBUTOR")))
                .body("party.id", equalTo(party));
        for (int i = 0; i < 2; i++) {
            custodian
                    .request()
                    .post("/api/v1/users/" + user + "/disable")
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("DISABLED"));
        }
        problem(actor.request().get("/api/v1/me"), 401, "unauthenticated");
        problem(custodian.sends(Map.of("user", user, "validFor", "PT1H")).post("/api/v1/tokens"), 409, "conflict");
    }

    @Test
    void rolesOfTheRepositoryStayInTheRepository() {
        TestParties.Actor custodian = parties.custodian();
        custodian
                .sends(Map.of("roles", List.of("CUSTODIAN")))
                .post("/api/v1/parties/" + parties.newParty() + "/users")
                .then()
                .statusCode(400)
                .body("pointer", equalTo("/roles"));
        parties.userOf(custodian.party(), Role.CUSTODIAN)
                .request()
                .get("/api/v1/parties")
                .then()
                .statusCode(200);
        problem(custodian.request().post("/api/v1/users/" + custodian.user() + "/disable"), 409, "conflict");
    }

    @ParameterizedTest
    @CsvSource({"PT0S,/validFor", "PT59S,/validFor", "P91D,/validFor", "12h,/validFor", "-PT1H,/validFor"})
    void aTokenLivesFromAMinuteToNinetyDays(String validFor, String pointer) {
        TestParties.Actor custodian = parties.custodian();
        custodian
                .sends(Map.of("user", custodian.user(), "validFor", validFor))
                .post("/api/v1/tokens")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/invalid-field"))
                .body("pointer", equalTo(pointer));
        problem(
                custodian
                        .sends(Map.of("user", "usr_nobody", "validFor", "PT1H"))
                        .post("/api/v1/tokens"),
                404,
                "not-found");
    }

    private static void problem(io.restassured.response.Response answer, int status, String slug) {
        answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/" + slug))
                .body("status", equalTo(status))
                .body("title", notNullValue());
    }
}
