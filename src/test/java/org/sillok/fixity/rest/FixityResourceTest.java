package org.sillok.fixity.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sillok.audit.Tampering;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.platform.PostgresTestResource;

/** The real background thread, seen from outside. */
@QuarkusTest
@TestProfile(FixityResourceTest.WithRounds.class)
@WithTestResource(PostgresTestResource.class)
class FixityResourceTest {
    /** A program with a database of its own that reads in the background. */
    public static final class WithRounds implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("sillok.fixity.enabled", "true");
        }
    }

    private static final String PATH = "/api/v1/fixity";
    private static final String INCIDENTS = PATH + "/incidents";
    private static final String ROUNDS = PATH + "/rounds";

    @Inject
    TestParties parties;

    @Inject
    Tampering tampering;

    @Test
    void aRoundThatIsAskedForNamesTheDamageEverywhere() throws InterruptedException {
        Actor operator = operator();
        awaitNoRound(operator);
        String item = tampering.item(parties.newPartyWith(Role.CONTRIBUTOR));
        given().get("/q/health/well").then().body("checks.find { it.name == 'fixity' }.status", equalTo("UP"));
        Path file = tampering.content(tampering.objectOf(item, 1, 1));
        Tampering.flip(file, 5_000);
        Tampering.flip(tampering.content(tampering.objectOf(item, 2, 1)), 50);

        int number = begin(operator);
        JsonPath after = awaitNoRound(operator);
        assertThat(after.getInt("lastRound.number")).isEqualTo(number);
        assertThat(after.getString("lastRound.outcome")).isEqualTo("DAMAGED");
        assertThat(after.getLong("lastRound.failures")).isEqualTo(2);
        assertThat(after.getLong("openIncidents")).isEqualTo(2);
        assertThat(after.getString("nextRound")).isNotNull();

        // What health shows was read a moment ago.
        awaitWell("DOWN", 2);
        String health = given().get("/q/health/well").then().extract().asString();
        assertThat(health).contains("2 stored copies").doesNotContain(item);
        given().get("/q/health/ready").then().statusCode(200);
        operator.request()
                .accept("*/*")
                .get("/q/metrics")
                .then()
                .body(containsString("sillok_fixity_incidents_open{copy=\"EVIDENCE\"} 2.0"))
                .body(containsString("sillok_fixity_files_checked_total"))
                .body(containsString("sillok_fixity_round_age"));

        JsonPath page = operator.request()
                .get(INCIDENTS + "?limit=1")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].state", equalTo("OPEN"))
                .extract()
                .jsonPath();
        operator.request()
                .queryParam("limit", 1)
                .queryParam("cursor", page.getString("next"))
                .get(INCIDENTS)
                .then()
                .statusCode(200)
                .body("items", hasSize(1));
        operator.request()
                .get(INCIDENTS + "?state=ALL")
                .then()
                .body(
                        "items.findAll { it.item == '" + item + "' }.damage",
                        equalTo(List.of("OTHER_DIGEST", "OTHER_DIGEST")));
        operator.request().get(INCIDENTS + "?state=REPAIRED").then().body("items", hasSize(0));
        // A cursor of another question.
        operator.request()
                .queryParam("state", "ALL")
                .queryParam("cursor", page.getString("next"))
                .get(INCIDENTS)
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/invalid-cursor"));
    }

    @Test
    void theSameKeyIsTheSameRound() throws InterruptedException {
        Actor operator = operator();
        awaitNoRound(operator);
        int first = operator.sends(Map.of())
                .header("Idempotency-Key", "round-of-today")
                .post(ROUNDS)
                .then()
                .statusCode(202)
                .header("Location", containsString(PATH))
                .extract()
                .path("number");
        operator.sends(Map.of())
                .header("Idempotency-Key", "round-of-today")
                .post(ROUNDS)
                .then()
                .statusCode(202)
                .header("Idempotency-Replayed", "true")
                .body("number", equalTo(first));
    }

    @Test
    void whileARoundIsOpenAnotherIsAConflict() throws InterruptedException {
        Actor operator = operator();
        awaitNoRound(operator);
        // As if another replica were at it.
        tampering.sql(
                "insert into fixity_turn (task, holder, until) values ('ROUND', 'other', now() + interval '1 hour')"
                        + " on conflict (task) do update set holder = 'other', until = now() + interval '1 hour'");
        try {
            begin(operator);
            operator.request().get(PATH).then().body("round.outcome", equalTo("INTACT"));
            operator.sends(Map.of()).post(ROUNDS).then().statusCode(409).body("type", equalTo("/problems/conflict"));
        } finally {
            tampering.sql("update fixity_turn set until = '-infinity'");
        }
        awaitNoRound(operator);
    }

    @Test
    void othersMayNotAndThatIsOnRecord() {
        given().get(PATH).then().statusCode(401);
        given().get(INCIDENTS).then().statusCode(401);
        given().contentType(ContentType.JSON).body("{}").post(ROUNDS).then().statusCode(401);
        Actor other = parties.newPartyWith(Role.CONTRIBUTOR, Role.INVESTIGATOR);
        long before = statements(other);
        other.request().get(PATH).then().statusCode(403).body("type", equalTo("/problems/forbidden"));
        other.request().get(INCIDENTS).then().statusCode(403).body("type", equalTo("/problems/forbidden"));
        other.sends(Map.of()).post(ROUNDS).then().statusCode(403).body("type", equalTo("/problems/forbidden"));
        assertThat(statements(other)).isEqualTo(before + 3);
        parties.newPartyWith(Role.AUDITOR).request().get(PATH).then().statusCode(200);
        parties.custodian().request().get(INCIDENTS).then().statusCode(200);
    }

    @Test
    void badRequestsAreRefused() {
        Actor operator = operator();
        operator.sends(Map.of("fast", true))
                .post(ROUNDS)
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/unknown-field"));
        operator.request()
                .get(PATH + "?x=1")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/unknown-parameter"));
        operator.request()
                .get(INCIDENTS + "?cursor=abc")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/invalid-cursor"));
        operator.request()
                .get(INCIDENTS + "?state=CLOSED")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/invalid-parameter"));
        operator.request()
                .get(INCIDENTS + "?limit=0")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/invalid-parameter"));
    }

    private long statements(Actor actor) {
        return tampering.number(
                "select coalesce(sum(next_seq), 0) from custody_stream where kind = 'ACCESS' and owner_party = ?",
                actor.party());
    }

    private Actor operator() {
        return parties.userOf(parties.custodian().party(), Role.OPERATOR);
    }

    private static int begin(Actor operator) {
        return operator.sends(Map.of())
                .post(ROUNDS)
                .then()
                .statusCode(202)
                .extract()
                .path("number");
    }

    /** Waits until no round is under way. */
    private static JsonPath awaitNoRound(Actor operator) throws InterruptedException {
        for (int i = 0; i < 300; i++) {
            JsonPath status = operator.request()
                    .get(PATH)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            if (status.get("round") == null && status.get("lastRound") != null) {
                return status;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("the round does not end");
    }

    private static void awaitWell(String status, int incidents) throws InterruptedException {
        for (int i = 0; i < 150; i++) {
            JsonPath health = given().get("/q/health/well").jsonPath();
            if (status.equals(health.getString("checks.find { it.name == 'fixity' }.status"))
                    && health.getInt("checks.find { it.name == 'fixity' }.data.openIncidents") == incidents) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("health does not become " + status + " with " + incidents);
    }
}
