package org.sillok.audit.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.platform.PostgresTestResource;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class AuditResourceTest {
    private static final String PATH = "/api/v1/audits";

    @Inject
    TestParties parties;

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"AUDITOR", "CUSTODIAN", "OPERATOR"})
    void whoMayAuditFollowsTheJobToItsReport(Role role) throws InterruptedException {
        // Custodians and operators are the repository's own staff.
        Actor actor = role == Role.AUDITOR
                ? parties.newPartyWith(role)
                : parties.userOf(parties.custodian().party(), role);
        String job = actor.sends(Map.of())
                .post(PATH)
                .then()
                .statusCode(202)
                .header("Location", matchesPattern(".*/api/v1/jobs/job_[a-z2-7]{26}"))
                .extract()
                .path("id");
        JsonPath result = actor.awaitJob(job);
        assertThat(result.getString("kind")).isEqualTo("AUDIT");
        assertThat(result.getString("state")).isEqualTo("DONE");
        assertThat(result.getString("result.outcome")).isIn("INTACT", "DAMAGED");
        assertThat(result.getBoolean("result.recorded")).isTrue();
    }

    @Test
    void theSameKeyIsTheSameJob() {
        Actor actor = parties.newPartyWith(Role.AUDITOR);
        String first = actor.sends(Map.of())
                .header("Idempotency-Key", "audit-of-today")
                .post(PATH)
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        actor.sends(Map.of())
                .header("Idempotency-Key", "audit-of-today")
                .post(PATH)
                .then()
                .statusCode(202)
                .header("Idempotency-Replayed", "true")
                .body("id", equalTo(first));
    }

    @Test
    void othersMayNot() {
        given().contentType(ContentType.JSON).body("{}").post(PATH).then().statusCode(401);
        parties.newPartyWith(Role.CONTRIBUTOR, Role.INVESTIGATOR)
                .sends(Map.of())
                .post(PATH)
                .then()
                .statusCode(403)
                .body("type", equalTo("/problems/forbidden"));
    }

    @Test
    void anotherOrganisationDoesNotSeeTheJob() {
        String job = parties.newPartyWith(Role.AUDITOR)
                .sends(Map.of())
                .post(PATH)
                .then()
                .extract()
                .path("id");
        parties.newPartyWith(Role.AUDITOR)
                .request()
                .get("/api/v1/jobs/" + job)
                .then()
                .statusCode(404)
                .body("type", equalTo("/problems/not-found"));
    }

    @Test
    void badRequestsAreRefused() {
        Actor actor = parties.newPartyWith(Role.AUDITOR);
        actor.sends(Map.of("fast", true))
                .post(PATH)
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/unknown-field"));
        actor.sends(Map.of("checkpoint", "x".repeat(600_000)))
                .post(PATH)
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/invalid-field"));
    }
}
