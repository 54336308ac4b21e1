package org.sillok.jobs.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.jobs.Jobs;
import org.sillok.json.JsonObject;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.UserId;
import org.sillok.platform.PostgresTestResource;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class JobResourceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Jobs jobs;

    @Inject
    TestParties parties;

    @Test
    void aJobRunsAndShowsItsResult() {
        TestParties.Actor actor = parties.newPartyWith(Role.AUDITOR);
        String path = submit(actor, "TEST_COUNTING");
        ended(actor, path, "DONE")
                .body("done", equalTo(5))
                .body("total", equalTo(5))
                .body("result.counted", equalTo(5))
                .body("kind", equalTo("TEST_COUNTING"));
        actor.request()
                .get("/api/v1/jobs")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items.state", hasItem("DONE"));
        actor.request().delete(path).then().statusCode(409).body("type", equalTo("/problems/conflict"));
    }

    @Test
    void anotherOrganisationSeesAndCancelsNothing() {
        TestParties.Actor owner = parties.newPartyWith(Role.AUDITOR);
        TestParties.Actor other = parties.newPartyWith(Role.AUDITOR, Role.CONTRIBUTOR);
        String path = submit(owner, "TEST_COUNTING");
        other.request().get(path).then().statusCode(404).body("type", equalTo("/problems/not-found"));
        other.request().delete(path).then().statusCode(404).body("type", equalTo("/problems/not-found"));
        other.request().get("/api/v1/jobs").then().statusCode(200).body("items", hasSize(0));
    }

    @Test
    void aRunningJobStopsWhenItIsCancelled() {
        TestParties.Actor actor = parties.newPartyWith(Role.AUDITOR);
        String path = submit(actor, "TEST_WAITING");
        until(actor, path, "RUNNING");
        actor.request().delete(path).then().statusCode(202);
        ended(actor, path, "CANCELLED");
        actor.request().delete(path).then().statusCode(202).body("state", equalTo("CANCELLED"));
    }

    @Test
    void aFailureHasADocumentedProblemAndNoMessage() {
        TestParties.Actor actor = parties.newPartyWith(Role.AUDITOR);
        ended(actor, submit(actor, "TEST_FAILING"), "FAILED").body("problem.type", equalTo("/problems/storage-full"));
        ended(actor, submit(actor, "TEST_EXPLAINING"), "FAILED")
                .body("problem.type", equalTo("/problems/not-sealable"))
                .body("problem.detail", equalTo("A term demands REDACT."));
        ended(actor, submit(actor, "TEST_CRASHING"), "FAILED")
                .body("problem.type", equalTo("/problems/internal-error"))
                .body("problem.incident", matchesPattern("inc_[a-z2-7]{26}"))
                .body(not(containsString("Kim")));
    }

    private String submit(TestParties.Actor actor, String kind) {
        Caller caller = new Caller(new PartyId(actor.party()), new UserId(actor.user()), Set.of(Role.AUDITOR));
        return "/api/v1/jobs/" + jobs.submit(kind, caller, JsonObject.builder().build());
    }

    private static ValidatableResponse ended(TestParties.Actor actor, String path, String state) {
        until(actor, path, state);
        return actor.request().get(path).then().statusCode(200).body("state", equalTo(state));
    }

    private static void until(TestParties.Actor actor, String path, String state) {
        Instant end = Instant.now().plus(PATIENCE);
        String seen = "";
        while (!seen.equals(state) && Instant.now().isBefore(end)) {
            seen = actor.request().get(path).then().statusCode(200).extract().path("state");
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        assertThat(seen).isEqualTo(state);
    }
}
