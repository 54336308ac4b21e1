package org.sillok.keys.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.sillok.audit.Tampering;
import org.sillok.custody.CustodyInspection;
import org.sillok.custody.OpenedDisclosures;
import org.sillok.custody.StoredStatement;
import org.sillok.custody.core.Confidentiality;
import org.sillok.custody.core.Field;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonString;
import org.sillok.keys.KeyLoss;
import org.sillok.keys.RotationOrder;
import org.sillok.keys.RotationProgress;
import org.sillok.keys.RotationReport;
import org.sillok.keys.RotationRun;
import org.sillok.keys.RotationSteps;
import org.sillok.platform.PostgresTestResource;
import org.sillok.problem.Outcome;
import org.sillok.vault.Vault;

/** The loss of a key-encryption key, from the moment in which it is gone to the day on which it turns up again. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class KeyLossResourceTest {
    private static final RotationProgress QUIET = new RotationProgress() {
        @Override
        public void at(long done, long total) {}

        @Override
        public void at(long done, long total, JsonObject resumePoint) {}
    };

    @Inject
    TestParties parties;

    @Inject
    Tampering world;

    @Inject
    RotationRun rotation;

    @Inject
    KeyLoss loss;

    @Inject
    CustodyInspection custody;

    @Inject
    Vault vault;

    @Inject
    Scope scope;

    /** A key that wraps nothing but the keys of one item, and is not in the key file. */
    private record Gone(String key, long wraps, String item, String line, String kept, Actor ngo) {}

    private Gone loseAKey() throws IOException {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        String kept = world.item(ngo);
        // The repository's own keys are there before the one that will be lost.
        rotate(RotationSteps.MOVE_ONLY);
        rotate(RotationSteps.MAKE_ONLY);
        String item = world.item(ngo);
        String gone = keys().getString("keys.find { it.state == 'CURRENT' }.id");
        rotate(RotationSteps.MAKE_ONLY);
        world.settle();
        List<String> lines = new ArrayList<>(Files.readAllLines(keyFile()));
        String line = lines.remove(2);
        Files.write(keyFile(), lines);
        return new Gone(gone, wraps(gone), item, line, kept, ngo);
    }

    private static Path keyFile() {
        return Path.of(ConfigProvider.getConfig().getValue("sillok.vault.key-file", String.class));
    }

    private static void putBack(Gone gone) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(keyFile()));
        if (!lines.contains(gone.line())) {
            lines.add(gone.line());
            Files.write(keyFile(), lines);
        }
    }

    @Test
    void keyThatIsGoneIsGivenUpAndEverythingElseGoesOnUntilItTurnsUpAgain() throws Exception {
        Gone gone = loseAKey();
        Actor custodian = parties.custodian();
        try {
            assertThat(state(gone.key())).isEqualTo("UNAVAILABLE");
            health().body("checks.find { it.name == 'key-encryption key' }.status", equalTo("DOWN"));
            assertThat(loss.declare(gone.key(), gone.wraps() + 1)).isInstanceOf(Outcome.Refused.class);
            custodian
                    .sends(Map.of("wraps", gone.wraps() + 1))
                    .post(lost(gone.key()))
                    .then()
                    .statusCode(409)
                    .body("type", equalTo("/problems/conflict"))
                    .body("detail", containsString("wraps " + gone.wraps() + " keys"));
            assertThat(state(gone.key())).isEqualTo("UNAVAILABLE");

            for (int i = 0; i < 2; i++) {
                custodian
                        .sends(Map.of("wraps", gone.wraps()))
                        .post(lost(gone.key()))
                        .then()
                        .statusCode(200)
                        .body("keys.find { it.id == '" + gone.key() + "' }.state", equalTo("LOST"))
                        .body("keys.find { it.id == '" + gone.key() + "' }.wraps", equalTo((int) gone.wraps()));
            }
            assertThat(recorded(gone.key())).singleElement().satisfies(statement -> {
                assertThat(statement.number("wraps")).isEqualTo(gone.wraps());
                assertThat(statement.text("condition")).isEqualTo("OTHER_KEY");
                assertThat(statement.text("by")).startsWith("usr_");
                assertThat(statement.array("subjects").texts()).containsExactly(gone.item());
            });
            goesOn(gone);
        } finally {
            putBack(gone);
        }
        turnsUpAgain(gone);
    }

    private void goesOn(Gone gone) {
        world.item(gone.ngo());
        JsonPath list = gone.ngo()
                .request()
                .get("/api/v1/items")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(list.getList("items.id", String.class)).contains(gone.item(), gone.kept());
        gone.ngo().request().get("/api/v1/items/" + gone.kept()).then().statusCode(200);
        gone.ngo()
                .request()
                .get("/api/v1/items/" + gone.item())
                .then()
                .statusCode(503)
                .body("type", equalTo("/problems/keys-unavailable"));
        health().body("checks.find { it.name == 'key-encryption key' }.status", equalTo("UP"))
                .body("checks.find { it.name == 'key-encryption key' }.data.lost", equalTo(1));
        RotationReport report = rotate(RotationSteps.MOVE_ONLY);
        assertThat(report.toJson().text("outcome")).isEqualTo("COMPLETE");
        assertThat(report.lost()).isEqualTo(gone.wraps());
        assertThat(wraps(gone.key())).isEqualTo(gone.wraps());
        assertThat(lostKeys()).containsExactly("KEY_LOST keys " + gone.item());
    }

    private void turnsUpAgain(Gone gone) {
        gone.ngo().request().get("/api/v1/items/" + gone.item()).then().statusCode(200);
        assertThat(state(gone.key())).isEqualTo("LOST");
        RotationReport report = rotate(RotationSteps.MOVE_ONLY);
        assertThat(report.toJson().text("outcome")).isEqualTo("COMPLETE");
        assertThat(report.lost()).isZero();
        assertThat(wraps(gone.key())).isZero();
        parties.custodian()
                .request()
                .put("/api/v1/keys/" + gone.key() + "/retirement")
                .then()
                .statusCode(200)
                .body("keys.find { it.id == '" + gone.key() + "' }.state", equalTo("RETIRED"));
        assertThat(lostKeys()).isEmpty();
    }

    @Test
    void keysOfTheRepositoryItselfAreNotGivenUp() throws IOException {
        String old = keys().getString("keys.find { it.state == 'CURRENT' }.id");
        rotate(RotationSteps.MOVE_ONLY);
        rotate(RotationSteps.MAKE_ONLY);
        List<String> lines = Files.readAllLines(keyFile());
        long wraps = wraps(old);
        List<String> without = new ArrayList<>(lines);
        without.remove(2);
        Files.write(keyFile(), without);
        try {
            assertThat(loss.declare(old, wraps))
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.refusal().detail()).contains("the repository itself"));
        } finally {
            Files.write(keyFile(), lines);
        }
        assertThat(state(old)).isEqualTo("FORMER");
        rotate(RotationSteps.MOVE_ONLY);
    }

    @Test
    void keyThatOpensTheCurrentOneAndUnknownOnesAreNotLost() {
        String before = keys().getString("keys.find { it.state == 'CURRENT' }.id");
        rotate(RotationSteps.MAKE_ONLY);
        String current = keys().getString("keys.find { it.state == 'CURRENT' }.id");
        Actor custodian = parties.custodian();
        for (String key : List.of(before, current)) {
            custodian
                    .sends(Map.of("wraps", Math.max(1, wraps(key))))
                    .post(lost(key))
                    .then()
                    .statusCode(409)
                    .body("type", equalTo("/problems/conflict"));
            assertThat(state(key)).isNotEqualTo("LOST");
        }
        custodian
                .sends(Map.of("wraps", 1))
                .post(lost("local-unknown"))
                .then()
                .statusCode(404)
                .body("type", equalTo("/problems/not-found"));
        rotate(RotationSteps.MOVE_ONLY);
    }

    @Test
    void othersMayNot() {
        given().contentType(ContentType.JSON)
                .body("{\"wraps\":1}")
                .post(lost("local-0"))
                .then()
                .statusCode(401);
        for (Role role : List.of(Role.CONTRIBUTOR, Role.INVESTIGATOR, Role.AUDITOR, Role.OPERATOR)) {
            parties.userOf(parties.custodian().party(), role)
                    .sends(Map.of("wraps", 1))
                    .post(lost("local-0"))
                    .then()
                    .statusCode(403)
                    .body("type", equalTo("/problems/forbidden"));
        }
    }

    @Test
    void badRequestsAreRefused() {
        Actor custodian = parties.custodian();
        Map<String, String> bodies = Map.of(
                "", "malformed-json",
                "{", "malformed-json",
                "{}", "invalid-field",
                "{\"wraps\":0}", "invalid-field",
                "{\"wraps\":-2}", "invalid-field",
                "{\"wraps\":1,\"sure\":true}", "unknown-field");
        bodies.forEach((body, problem) -> custodian
                .request()
                .contentType(ContentType.JSON)
                .body(body)
                .post(lost("local-0"))
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/" + problem)));
        for (String body : List.of("{\"wraps\":\"two\"}", "{\"wraps\":1.5}", "{\"wraps\":99999999999999999999}")) {
            custodian
                    .request()
                    .contentType(ContentType.JSON)
                    .body(body)
                    .post(lost("local-0"))
                    .then()
                    .statusCode(400);
        }
    }

    private static String lost(String key) {
        return "/api/v1/keys/" + key + "/lost";
    }

    private static ValidatableResponse health() {
        return given().get("/q/health/ready").then();
    }

    private RotationReport rotate(RotationSteps steps) {
        return rotation.run(RotationOrder.of(steps), null, QUIET);
    }

    private Set<String> lostKeys() {
        return world.findings().stream()
                .filter(finding -> finding.startsWith("KEY_LOST"))
                .collect(Collectors.toSet());
    }

    /** The statements of the repository's stream that say that this key is lost. */
    private List<JsonObject> recorded(String key) {
        String stream = world.text("select id from sillok.custody_stream where kind = 'REPOSITORY'");
        return QuarkusTransaction.requiringNew().call(() -> {
            scope.enterSystem();
            List<JsonObject> found = new ArrayList<>();
            List<StoredStatement> page = custody.ofStream(stream, 0, 100);
            while (!page.isEmpty()) {
                for (StoredStatement row : page) {
                    OpenedDisclosures opened = custody.open(
                            row.kept(),
                            Confidentiality.ACCOUNTABILITY,
                            stream,
                            row.seq(),
                            vault.keysOf(row.kept().keySubject()));
                    ((OpenedDisclosures.Opened) opened)
                            .disclosures().stream()
                                    .filter(each -> each.name().field() == Field.DETAILS)
                                    .map(each -> each.fact().value())
                                    .filter(JsonObject.class::isInstance)
                                    .map(JsonObject.class::cast)
                                    .filter(details -> details.find("lost")
                                            .filter(value -> value instanceof JsonString text
                                                    && text.value().equals(key))
                                            .isPresent())
                                    .forEach(found::add);
                }
                page = custody.ofStream(stream, page.get(page.size() - 1).seq() + 1, 100);
            }
            return found;
        });
    }

    private JsonPath keys() {
        return parties.custodian()
                .request()
                .get("/api/v1/keys")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private String state(String key) {
        return keys().getString("keys.find { it.id == '" + key + "' }.state");
    }

    private long wraps(String key) {
        return keys().getLong("keys.find { it.id == '" + key + "' }.wraps");
    }
}
