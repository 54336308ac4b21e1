package org.sillok.keys.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.jobs.db.JobRows;
import org.sillok.platform.PostgresTestResource;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class KeyResourceTest {
    private static final String ROTATIONS = "/api/v1/keys/rotations";

    @Inject
    TestParties parties;

    @Inject
    JobRows jobs;

    @Test
    void rotationMovesEverythingToANewKeyWhichIsThenTheOnlyOneInUse() throws InterruptedException {
        Actor operator = operator();
        String before = current(operator);
        JsonPath job = rotate(operator, Map.of());
        assertThat(job.getString("kind")).isEqualTo("KEY_ROTATION");
        assertThat(job.getString("state")).isEqualTo("DONE");
        assertThat(job.getString("result.outcome")).isEqualTo("COMPLETE");
        assertThat(job.getLong("result.rewrapped")).isPositive();
        assertThat(job.getLong("done")).isEqualTo(job.getLong("total"));
        String after = current(operator);
        assertThat(after).isEqualTo(job.getString("result.to")).isNotEqualTo(before);
        assertThat(wraps(operator, before)).isZero();

        operator.request()
                .put("/api/v1/keys/" + after + "/retirement")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/conflict"));
        for (int i = 0; i < 2; i++) {
            operator.request()
                    .put("/api/v1/keys/" + before + "/retirement")
                    .then()
                    .statusCode(200)
                    .body("keys.find { it.id == '" + before + "' }.state", equalTo("RETIRED"));
        }
        // Readings and deposits go on, and the next rotation too.
        parties.newPartyWith(Role.CONTRIBUTOR)
                .request()
                .get("/api/v1/items")
                .then()
                .statusCode(200);
        for (Map<String, Object> body :
                List.<Map<String, Object>>of(Map.of("newKey", false), Map.of("newKey", false, "to", after))) {
            assertThat(rotate(operator, body).getString("result.to")).isEqualTo(after);
        }
    }

    @Test
    void keysOfIdentitiesAreRotatedApart() throws InterruptedException {
        Actor operator = operator();
        String path = "/api/v1/keys/identities";
        String evidence = current(operator);
        String job = operator.sends(Map.of())
                .post(path + "/rotations")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        JsonPath done = operator.awaitJob(job);
        assertThat(done.getString("kind")).isEqualTo("IDENTITY_KEY_ROTATION");
        assertThat(done.getString("result.outcome")).isEqualTo("COMPLETE");
        parties.newPartyWith(Role.AUDITOR)
                .request()
                .get(path)
                .then()
                .statusCode(200)
                .body("keys.find { it.state == 'CURRENT' }.id", equalTo(done.getString("result.to")));
        assertThat(current(operator)).as("the others stay").isEqualTo(evidence);
        operator.sends(Map.of("newKey", false, "to", evidence))
                .post(path + "/rotations")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/conflict"));
        operator.sends(Map.of("nothing", 1)).post(path + "/rotations").then().statusCode(400);
        given().get(path).then().statusCode(401);
        given().contentType(ContentType.JSON)
                .body("{}")
                .post(path + "/rotations")
                .then()
                .statusCode(401);
        for (Role role : List.of(Role.CONTRIBUTOR, Role.INVESTIGATOR)) {
            Actor actor = parties.newPartyWith(role);
            actor.request().get(path).then().statusCode(403).body("type", equalTo("/problems/forbidden"));
            actor.sends(Map.of()).post(path + "/rotations").then().statusCode(403);
        }
        parties.newPartyWith(Role.AUDITOR)
                .sends(Map.of())
                .post(path + "/rotations")
                .then()
                .statusCode(403);
    }

    @Test
    void whileOneRotationWaitsAnotherIsAConflict() throws InterruptedException {
        Actor operator = operator();
        String waiting = operator.sends(Map.of())
                .header("Idempotency-Key", "rotation-of-today")
                .post(ROTATIONS)
                .then()
                .statusCode(202)
                .header("Location", matchesPattern(".*/api/v1/jobs/job_[a-z2-7]{26}"))
                .extract()
                .path("id");
        operator.sends(Map.of())
                .header("Idempotency-Key", "rotation-of-today")
                .post(ROTATIONS)
                .then()
                .statusCode(202)
                .header("Idempotency-Replayed", "true")
                .body("id", equalTo(waiting));
        operator.awaitJob(waiting);
        // As if another replica were at it.
        hold(waiting, "RUNNING", "now() + interval '1 minute'");
        try {
            Actor other = operator();
            other.sends(Map.of()).post(ROTATIONS).then().statusCode(409).body("type", equalTo("/problems/conflict"));
        } finally {
            hold(waiting, "DONE", "null");
        }
    }

    @Test
    void othersMayNot() {
        given().get("/api/v1/keys").then().statusCode(401);
        given().contentType(ContentType.JSON).body("{}").post(ROTATIONS).then().statusCode(401);
        given().put("/api/v1/keys/local-0/retirement").then().statusCode(401);
        for (Role role : List.of(Role.CONTRIBUTOR, Role.INVESTIGATOR)) {
            Actor actor = parties.newPartyWith(role);
            actor.request().get("/api/v1/keys").then().statusCode(403).body("type", equalTo("/problems/forbidden"));
        }
        // Auditors look and change nothing.
        Actor auditor = parties.newPartyWith(Role.AUDITOR);
        auditor.request().get("/api/v1/keys").then().statusCode(200).body("keys.state", hasItem("CURRENT"));
        auditor.sends(Map.of()).post(ROTATIONS).then().statusCode(403).body("type", equalTo("/problems/forbidden"));
        auditor.request()
                .put("/api/v1/keys/local-0/retirement")
                .then()
                .statusCode(403)
                .body("type", equalTo("/problems/forbidden"));
    }

    @Test
    void newKeyIsMadeWithoutMovingAnything() throws InterruptedException {
        Actor operator = operator();
        String before = current(operator);
        JsonPath made = rotate(operator, Map.of("move", false));
        assertThat(made.getString("result.outcome")).isEqualTo("KEY_MADE");
        assertThat(current(operator)).isEqualTo(made.getString("result.to")).isNotEqualTo(before);
        assertThat(wraps(operator, before)).isPositive();
        assertThat(rotate(operator, Map.of("newKey", false)).getString("result.outcome"))
                .isEqualTo("COMPLETE");
        assertThat(wraps(operator, before)).isZero();
    }

    @Test
    void badRequestsAreRefused() {
        Actor operator = operator();
        operator.sends(Map.of("newKey", false, "move", false))
                .post(ROTATIONS)
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/invalid-field"));
        operator.sends(Map.of("to", "local-0"))
                .post(ROTATIONS)
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/invalid-field"));
        operator.sends(Map.of("newKey", false, "to", "local-0"))
                .post(ROTATIONS)
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/conflict"));
        operator.sends(Map.of("fast", true))
                .post(ROTATIONS)
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/unknown-field"));
        operator.request()
                .put("/api/v1/keys/local-unknown/retirement")
                .then()
                .statusCode(404)
                .body("type", equalTo("/problems/not-found"));
    }

    @Test
    void lostKeyIsAClearStateAndEndsWhenItIsBack() throws IOException {
        Actor operator = operator();
        Actor contributor = parties.newPartyWith(Role.CONTRIBUTOR);
        Path file = Path.of(ConfigProvider.getConfig().getValue("sillok.vault.key-file", String.class));
        Path aside = file.resolveSibling("kek.aside");
        current(operator);
        Files.move(file, aside);
        try {
            contributor
                    .request()
                    .get("/api/v1/items")
                    .then()
                    .statusCode(503)
                    .body("type", equalTo("/problems/keys-unavailable"));
            for (String health : List.of("/q/health/well", "/q/health/ready")) {
                given().get(health)
                        .then()
                        .statusCode(503)
                        .body("checks.find { it.name == 'key-encryption key' }.status", equalTo("DOWN"))
                        .body("checks.find { it.name == 'key-encryption key' }.data.condition", equalTo("MISSING"))
                        .body(
                                "checks.find { it.name == 'key-encryption key' }.data.reason",
                                equalTo("the key file is missing; restore it from your copy"));
            }
            assertThat(file).doesNotExist();
        } finally {
            Files.move(aside, file);
        }
        contributor.request().get("/api/v1/items").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(200);
    }

    private Actor operator() {
        return parties.userOf(parties.custodian().party(), Role.OPERATOR);
    }

    private void hold(String job, String state, String lease) {
        QuarkusTransaction.requiringNew().run(() -> {
            jobs.getEntityManager()
                    .createNativeQuery("select set_config('sillok.role', 'SYSTEM', true)")
                    .getSingleResult();
            jobs.getEntityManager()
                    .createNativeQuery("update jobs_job set state = '" + state + "', lease_until = " + lease
                            + " where id = '" + job + "'")
                    .executeUpdate();
        });
    }

    private static String current(Actor actor) {
        return keys(actor).getString("keys.find { it.state == 'CURRENT' }.id");
    }

    private static long wraps(Actor actor, String key) {
        return keys(actor).getLong("keys.find { it.id == '" + key + "' }.wraps");
    }

    private static JsonPath keys(Actor actor) {
        return actor.request()
                .get("/api/v1/keys")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static JsonPath rotate(Actor actor, Map<String, Object> body) throws InterruptedException {
        String job = actor.sends(body)
                .post(ROTATIONS)
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        return actor.awaitJob(job);
    }
}
