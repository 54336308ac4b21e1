package org.sillok.identity.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.platform.PostgresTestResource;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class ApiTokenResourceTest {
    private static final String TOKENS = ApiTokenCalls.TOKENS;

    @Inject
    TestParties parties;

    @Inject
    EntityManager entities;

    @Test
    void theSecretIsShownOnceAndNotKept() {
        TestParties.Actor program = parties.newPartyWith(Role.CONTRIBUTOR);
        JsonPath issued = ApiTokenCalls.issue(parties, program.user(), "READ", "CONTRIBUTOR");
        String token = issued.getString("token");
        String secret = token.substring(token.length() - 43);
        String shown = parties.custodian()
                .request()
                .get(TOKENS + "/" + issued.getString("details.id"))
                .then()
                .statusCode(200)
                .body("revokedAt", nullValue())
                .extract()
                .asString();
        assertThat(shown).doesNotContain(secret);
        Object row = QuarkusTransaction.requiringNew()
                .call(() -> entities.createNativeQuery(
                                "select cast(t as text) from identity_api_token t where t.id = ?1")
                        .setParameter(1, issued.getString("details.id"))
                        .getSingleResult());
        assertThat(row.toString()).doesNotContain(secret).doesNotContain("nightly");
    }

    @Test
    void custodiansAndAuditorsOfTheRepositoryListThemAndNobodyElse() {
        TestParties.Actor program = parties.newPartyWith(Role.CONTRIBUTOR);
        String id = ApiTokenCalls.issue(parties, program.user(), "READ", "CONTRIBUTOR")
                .getString("details.id");
        TestParties.Actor auditor = parties.userOf(parties.custodian().party(), Role.AUDITOR);
        for (TestParties.Actor reader : List.of(parties.custodian(), auditor)) {
            reader.request()
                    .get(TOKENS + "?party=" + program.party())
                    .then()
                    .statusCode(200)
                    .body("items.id", equalTo(List.of(id)));
            reader.request()
                    .get(TOKENS + "/tok_aaaaaaaaaaaaaaaaaaaaaaaaaa")
                    .then()
                    .statusCode(404);
        }
        parties.custodian()
                .request()
                .get(TOKENS + "?party=" + auditor.party())
                .then()
                .body("items.id", not(hasItem(id)));
        program.request().get(TOKENS).then().statusCode(403);
        program.request().get(TOKENS + "/" + id).then().statusCode(403);
        auditor.request().post(TOKENS + "/" + id + "/revoke").then().statusCode(403);
        program.request().post(TOKENS + "/" + id + "/revoke").then().statusCode(403);
        given().get(TOKENS).then().statusCode(401);
        parties.custodian().request().post(TOKENS + "/nonsense/revoke").then().statusCode(404);
    }

    @Test
    void anAuditorOfAnotherOrganisationSeesThoseOfItsOwn() {
        TestParties.Actor program = parties.newPartyWith(Role.CONTRIBUTOR);
        String id = ApiTokenCalls.issue(parties, program.user(), "READ", "CONTRIBUTOR")
                .getString("details.id");
        TestParties.Actor inside = parties.userOf(program.party(), Role.AUDITOR);
        for (String list : List.of(TOKENS, TOKENS + "?party=" + program.party())) {
            inside.request().get(list).then().statusCode(200).body("items.id", equalTo(List.of(id)));
        }
        inside.request().get(TOKENS + "/" + id).then().statusCode(200).body("id", equalTo(id));
        TestParties.Actor outside = parties.newPartyWith(Role.AUDITOR);
        outside.request().get(TOKENS).then().statusCode(200).body("items.id", equalTo(List.of()));
        for (String hidden : List.of("?party=" + program.party(), "/" + id)) {
            outside.request().get(TOKENS + hidden).then().statusCode(404).body("type", equalTo("/problems/not-found"));
        }
    }

    @Test
    void onlyACustodianMakesThem() {
        TestParties.Actor program = parties.newPartyWith(Role.CONTRIBUTOR, Role.AUDITOR);
        program.sends(ApiTokenCalls.body(program.user(), "READ", "CONTRIBUTOR"))
                .post(TOKENS)
                .then()
                .statusCode(403);
        parties.custodian()
                .sends(ApiTokenCalls.body("usr_aaaaaaaaaaaaaaaaaaaaaaaaaa", "READ", "CONTRIBUTOR"))
                .post(TOKENS)
                .then()
                .statusCode(404);
    }

    @ParameterizedTest
    @CsvSource({
        "roles,CUSTODIAN,400",
        "roles,INVESTIGATOR,400",
        "access,EVERYTHING,400",
        "validFor,P91D,400",
        "validFor,PT59S,400",
        "validFor,tomorrow,400",
        "label,' ',400",
        "surprise,x,400"
    })
    void whatIsNotAllowedIsRefused(String field, String value, int status) {
        TestParties.Actor program = parties.newPartyWith(Role.CONTRIBUTOR);
        Map<String, Object> body = new HashMap<>(ApiTokenCalls.body(program.user(), "READ", "CONTRIBUTOR"));
        body.put(field, field.equals("roles") ? List.of(value) : value);
        parties.custodian().sends(body).post(TOKENS).then().statusCode(status);
    }

    @Test
    void theCustodiansOwnRoleIsNotForPrograms() {
        TestParties.Actor custodian = parties.custodian();
        custodian
                .sends(ApiTokenCalls.body(custodian.user(), "READ", "CUSTODIAN"))
                .post(TOKENS)
                .then()
                .statusCode(400);
        String token = ApiTokenCalls.issue(parties, custodian.user(), "READ", "OPERATOR")
                .getString("token");
        ApiTokenCalls.with(token).get("/api/v1/me").then().statusCode(200).body("roles", equalTo(List.of("OPERATOR")));
        ApiTokenCalls.with(token).get("/q/metrics").then().statusCode(200);
    }

    @Test
    void severalRevocationsAtOnceAreOne() throws Exception {
        TestParties.Actor program = parties.newPartyWith(Role.CONTRIBUTOR);
        String id = ApiTokenCalls.issue(parties, program.user(), "READ", "CONTRIBUTOR")
                .getString("details.id");
        TestParties.Actor custodian = parties.custodian();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<String> revoke = () -> custodian
                    .request()
                    .post(TOKENS + "/" + id + "/revoke")
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("revokedAt");
            List<Future<String>> ended = threads.invokeAll(Collections.nCopies(4, revoke));
            String first = ended.get(0).get();
            for (Future<String> one : ended) {
                assertThat(one.get()).isEqualTo(first);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
