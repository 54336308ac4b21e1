package org.sillok.identity.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sillok.identity.ProgramAdmission;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.platform.PostgresTestResource;

/** What a program can do with an API token, and what ends that. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class ProgramTest {
    private static final String TOKENS = ApiTokenCalls.TOKENS;

    @Inject
    TestParties parties;

    @Inject
    EntityManager entities;

    @Test
    void aProgramActsWithItsTokenUntilItIsRevoked() {
        TestParties.Actor program = parties.newPartyWith(Role.CONTRIBUTOR, Role.AUDITOR);
        JsonPath issued = ApiTokenCalls.issue(parties, program.user(), "READ_AND_WRITE", "CONTRIBUTOR");
        String token = issued.getString("token");
        String id = issued.getString("details.id");
        assertThat(issued.getString("details.label")).isEqualTo("nightly export");
        assertThat(issued.getString("details.party")).isEqualTo(program.party());

        ApiTokenCalls.with(token)
                .get("/api/v1/me")
                .then()
                .statusCode(200)
                .body("user", equalTo(program.user()))
                .body("roles", equalTo(List.of("CONTRIBUTOR")));
        ApiTokenCalls.with(token)
                .contentType(ContentType.JSON)
                .body(Map.of("kind", "PERSON"))
                .post("/api/v1/sources")
                .then()
                .statusCode(201);
        // Not a role of the token, though one of the user.
        ApiTokenCalls.with(token).get("/api/v1/closed-items").then().statusCode(403);

        parties.custodian()
                .request()
                .post(TOKENS + "/" + id + "/revoke")
                .then()
                .statusCode(200)
                .body("revokedBy", equalTo(parties.custodian().user()));
        refused(token);
        // The person's own token is another matter.
        program.request().get("/api/v1/me").then().statusCode(200);
        parties.custodian().request().post(TOKENS + "/" + id + "/revoke").then().statusCode(200);
    }

    @Test
    void aReadingTokenReadsAndAnAttemptToWriteIsOnTheRecord() {
        TestParties.Actor program = parties.newPartyWith(Role.CONTRIBUTOR);
        String token = ApiTokenCalls.issue(parties, program.user(), "READ", "CONTRIBUTOR")
                .getString("token");
        ApiTokenCalls.with(token).get("/api/v1/sources").then().statusCode(200);
        long before = statements(program.party());
        ApiTokenCalls.with(token)
                .contentType(ContentType.JSON)
                .body(Map.of("kind", "PERSON"))
                .post("/api/v1/sources")
                .then()
                .statusCode(403)
                .body("type", equalTo("/problems/forbidden"));
        assertThat(statements(program.party())).isEqualTo(before + 1);
    }

    @Test
    void aProgramIsNeverAPersonWhoHasJustAuthenticated() {
        TestParties.Actor program = parties.newPartyWith(Role.CONTRIBUTOR);
        String token = ApiTokenCalls.issue(parties, program.user(), "READ_AND_WRITE", "CONTRIBUTOR")
                .getString("token");
        ApiTokenCalls.with(token)
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/api/v1/erasures")
                .then()
                .statusCode(401)
                .body("type", equalTo("/problems/insufficient-user-authentication"));
    }

    @ParameterizedTest
    @CsvSource({
        "CONTRIBUTOR,/api/v1/parties/PARTY/keys",
        "CONTRIBUTOR,/api/v1/items/itm_aaaaaaaaaaaaaaaaaaaaaaaaaa/versions/1/treatments",
        "CONTRIBUTOR,/api/v1/withdrawals/wdr_aaaaaaaaaaaaaaaaaaaaaaaaaa/lift",
        "CONTRIBUTOR,/api/v1/agreements/agr_aaaaaaaaaaaaaaaaaaaaaaaaaa/propose",
        "INVESTIGATOR,/api/v1/requests",
        "OPERATOR,/api/v1/facts",
        "OPERATOR,/api/v1/facts/fct_aaaaaaaaaaaaaaaaaaaaaaaaaa/withdraw",
        "OPERATOR,/api/v1/holds",
        "OPERATOR,/api/v1/holds/hld_aaaaaaaaaaaaaaaaaaaaaaaaaa/lift",
        "OPERATOR,/api/v1/closed-items/itm_aaaaaaaaaaaaaaaaaaaaaaaaaa/reopen",
        "OPERATOR,/api/v1/successions"
    })
    void aProgramIsNotTheFirstOfTwoPeople(Role role, String path) {
        TestParties.Actor program =
                role == Role.OPERATOR ? parties.userOf(parties.custodian().party(), role) : parties.newPartyWith(role);
        String token = ApiTokenCalls.issue(parties, program.user(), "READ_AND_WRITE", role.name())
                .getString("token");
        long before = statements(program.party());
        ApiTokenCalls.with(token)
                .contentType(ContentType.JSON)
                .body("{}")
                .post(path.replace("PARTY", program.party()))
                .then()
                .statusCode(403)
                .body("type", equalTo("/problems/forbidden"))
                .body("detail", equalTo(ProgramAdmission.NO_PERSON));
        assertThat(statements(program.party())).isGreaterThan(before);
    }

    @Test
    void aProgramForbidsToNameAndDoesNotProposeToAllowIt() {
        TestParties.Actor program = parties.newPartyWith(Role.CONTRIBUTOR);
        String token = ApiTokenCalls.issue(parties, program.user(), "READ_AND_WRITE", "CONTRIBUTOR")
                .getString("token");
        String source = program.sends(Map.of("kind", "PERSON"))
                .post("/api/v1/sources")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        ApiTokenCalls.with(token)
                .contentType(ContentType.JSON)
                .body(Map.of("decision", "MAY_NAME", "reason", "She said so."))
                .post("/api/v1/sources/" + source + "/naming")
                .then()
                .statusCode(403)
                .body("detail", equalTo(ProgramAdmission.NO_PERSON));
        ApiTokenCalls.with(token)
                .contentType(ContentType.JSON)
                .body(Map.of("decision", "DO_NOT_NAME", "reason", "She said so."))
                .post("/api/v1/sources/" + source + "/naming")
                .then()
                .statusCode(201);
    }

    @Test
    void whatEndsTheUserOrItsOrganisationEndsTheToken() {
        TestParties.Actor program = parties.newPartyWith(Role.CONTRIBUTOR);
        TestParties.Actor other = parties.userOf(program.party(), Role.CONTRIBUTOR);
        String one = ApiTokenCalls.issue(parties, program.user(), "READ", "CONTRIBUTOR")
                .getString("token");
        String two = ApiTokenCalls.issue(parties, other.user(), "READ", "CONTRIBUTOR")
                .getString("token");
        parties.custodian()
                .request()
                .post("/api/v1/users/" + program.user() + "/disable")
                .then()
                .statusCode(200);
        refused(one);
        ApiTokenCalls.with(two).get("/api/v1/me").then().statusCode(200);
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery("update identity_party set status = 'INACTIVE' where id = ?1")
                        .setParameter(1, program.party())
                        .executeUpdate());
        refused(two);
    }

    @Test
    void whatIsNoTokenIsRefusedLikeAnyOther() {
        TestParties.Actor program = parties.newPartyWith(Role.CONTRIBUTOR);
        String token = ApiTokenCalls.issue(parties, program.user(), "READ", "CONTRIBUTOR")
                .getString("token");
        refused(token + "A");
        refused(token.substring(0, token.length() - 1));
        refused("sillok_");
        refused("sillok_tok_aaaaaaaaaaaaaaaaaaaaaaaaaa_" + "A".repeat(43));
        given().header("Authorization", "bearer " + token)
                .get("/api/v1/me")
                .then()
                .statusCode(200);
        given().header("Authorization", "Basic " + token)
                .get("/api/v1/me")
                .then()
                .statusCode(401);
        // Whatever a bad token is sent to.
        ApiTokenCalls.with("sillok_nonsense").get("/api/v1/nothing-here").then().statusCode(401);
    }

    private static void refused(String token) {
        ApiTokenCalls.with(token)
                .get("/api/v1/me")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", not(containsString("insufficient")))
                .body("type", equalTo("/problems/unauthenticated"));
    }

    private long statements(String party) {
        return QuarkusTransaction.requiringNew().call(() -> {
            entities.createNativeQuery("select set_config('sillok.role', 'SYSTEM', true)")
                    .getSingleResult();
            return ((Number) entities.createNativeQuery("select count(*) from custody_statement where owner_party = ?1")
                            .setParameter(1, party)
                            .getSingleResult())
                    .longValue();
        });
    }
}
