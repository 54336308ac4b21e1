package org.sillok.fixity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sillok.audit.Tampering;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties.Actor;
import org.sillok.platform.PostgresTestResource;

/** Repairs as they are asked for from outside. */
@QuarkusTest
@TestProfile(ReplicaFixture.WithReplica.class)
@WithTestResource(PostgresTestResource.class)
class RepairJobTest extends ReplicaFixture {
    private static final String REPAIRS = "/api/v1/fixity/repairs";

    @Test
    void whoMayNotRepairIsRefusedAndWhoMayFollowsTheJob() throws InterruptedException {
        given().contentType(ContentType.JSON).body("{}").post(REPAIRS).then().statusCode(401);
        for (Role role : List.of(Role.AUDITOR, Role.CONTRIBUTOR)) {
            parties.newPartyWith(role)
                    .sends(Map.of())
                    .post(REPAIRS)
                    .then()
                    .statusCode(403)
                    .body("type", equalTo("/problems/forbidden"));
        }
        Actor operator = parties.userOf(parties.custodian().party(), Role.OPERATOR);
        operator.sends(Map.of("incident", "fxi_x"))
                .post(REPAIRS)
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/invalid-field"));
        operator.sends(Map.of("incident", "fxi_mzxw6ytboi4tcnrvgq3tknbqga"))
                .post(REPAIRS)
                .then()
                .statusCode(404)
                .body("type", equalTo("/problems/not-found"));
        operator.sends(Map.of("force", true))
                .post(REPAIRS)
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/unknown-field"));

        world.fill(store, replicaStore());
        Tampering.flip(evidence, 70_000);
        round();
        String incident = tampering.text("select id from fixity_incident where item = ?", item);
        String job = operator.sends(Map.of("incident", incident))
                .header("Idempotency-Key", "repair-" + item)
                .post(REPAIRS)
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        operator.sends(Map.of("incident", incident))
                .header("Idempotency-Key", "repair-" + item)
                .post(REPAIRS)
                .then()
                .statusCode(202)
                .body("id", equalTo(job));
        JsonPath ended = operator.awaitJob(job);
        assertThat(ended.getString("state")).isEqualTo("DONE");
        assertThat(ended.getString("result.outcome")).isEqualTo("COMPLETE");
        assertThat(ended.getString("result.incidents[0].result")).isEqualTo("REPAIRED");
        assertThat(Tampering.read(evidence)).isEqualTo(bytes);
        operator.request()
                .get("/api/v1/fixity/incidents?state=REPAIRED")
                .then()
                .body("items.find { it.id == '" + incident + "' }.state", equalTo("REPAIRED"));
    }
}
