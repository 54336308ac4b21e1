package org.sillok.review.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.kernel.Timestamps;
import org.sillok.platform.PostgresTestResource;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class AccessResourceTest {
    private static final String ABSENT = "src_aaaaaaaaaaaaaaaaaaaaaaaaaa";

    @Inject
    TestParties parties;

    private Instant begin;
    private TestParties.Actor contributor;
    private TestParties.Actor colleague;
    private TestParties.Actor auditor;

    @BeforeEach
    void anOrganisationWhosePeopleDoThings() {
        begin = Timestamps.truncate(Instant.now());
        contributor = parties.newPartyWith(Role.CONTRIBUTOR);
        colleague = parties.userOf(contributor.party(), Role.CONTRIBUTOR);
        auditor = parties.userOf(parties.custodian().party(), Role.AUDITOR);
        contributor.request().get("/api/v1/sources").then().statusCode(200);
        contributor.request().get("/api/v1/sources/" + ABSENT).then().statusCode(404);
        colleague.request().get("/api/v1/sources").then().statusCode(200);
    }

    @Test
    void anAuditorSeesWhatThePeopleOfAnOrganisationDid() {
        JsonPath page = auditor.request()
                .get("/api/v1/accesses" + period() + "&party=" + contributor.party())
                .then()
                .statusCode(200)
                .body("items", hasSize(3))
                .body("items.readable", everyItem(equalTo(true)))
                .extract()
                .jsonPath();
        assertThat(page.getList("items.event")).containsExactly("LISTED", "DENIED", "LISTED");
        assertThat(page.getList("items.user"))
                .containsExactly(contributor.user(), contributor.user(), colleague.user());
        assertThat(page.getString("items[1].about")).isEqualTo(ABSENT);
        assertThat(page.getString("items[1].outcome")).isEqualTo("DENIED");
        assertThat(page.getString("items[0].digest")).matches("[0-9a-f]{64}");
        assertThat(page.getString("next")).isNull();
    }

    @Test
    void filtersNarrowAndPagesGoOn() {
        String list = "/api/v1/accesses" + period() + "&party=" + contributor.party();
        auditor.request().get(list + "&event=DENIED").then().body("items.event", equalTo(List.of("DENIED")));
        auditor.request()
                .get(list + "&user=" + colleague.user())
                .then()
                .body("items.user", equalTo(List.of(colleague.user())));
        auditor.request().get(list + "&about=" + ABSENT).then().body("items", hasSize(1));
        List<String> seen = new ArrayList<>();
        String next = "";
        do {
            JsonPath page = auditor.request()
                    .get(list + "&limit=1" + (next.isEmpty() ? "" : "&cursor=" + next))
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            seen.addAll(page.getList("items.digest"));
            next = page.getString("next");
        } while (next != null);
        assertThat(seen).hasSize(3);
        assertThat(new TreeSet<>(seen)).hasSize(3);
    }

    @Test
    void aListAboutTheOwnOrganisationComesToAnEnd() {
        TestParties.Actor inside = parties.userOf(contributor.party(), Role.AUDITOR);
        String list = "/api/v1/accesses" + period() + "&limit=1&party=" + contributor.party();
        List<String> events = new ArrayList<>();
        String next = "";
        for (int pages = 0; next != null; pages++) {
            assertThat(pages).isLessThan(10);
            JsonPath page = inside.request()
                    .get(list + (next.isEmpty() ? "" : "&cursor=" + next))
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            events.addAll(page.getList("items.event"));
            next = page.getString("next");
        }
        // None of its own pages.
        assertThat(events).containsExactly("LISTED", "DENIED", "LISTED");
    }

    @Test
    void oneReviewIsMadeAtATimeAndTheOthersAreToldSo() throws Exception {
        String path = "/api/v1/access-reviews" + period() + "&party=" + contributor.party();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> answers = threads.invokeAll(
                    Collections.nCopies(8, () -> auditor.request().get(path).statusCode()));
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
            assertThat(statuses).contains(200).isSubsetOf(200, 429);
        } finally {
            threads.shutdownNow();
        }
        auditor.request().get(path).then().statusCode(200);
    }

    @Test
    void whoLooksIsOnTheRecordAsWell() {
        String own = "/api/v1/accesses" + period() + "&party=" + auditor.party() + "&user=" + auditor.user();
        parties.custodian().request().get(own).then().body("items", hasSize(0));
        auditor.request()
                .get("/api/v1/access-reviews" + period() + "&party=" + contributor.party())
                .then()
                .statusCode(200);
        auditor.request()
                .get("/api/v1/anomalies" + period() + "&party=" + contributor.party())
                .then()
                .statusCode(200);
        parties.custodian().request().get(own).then().body("items.event", equalTo(List.of("LISTED", "LISTED")));
    }

    @Test
    void aReviewSumsUpEachPerson() {
        auditor.request()
                .get("/api/v1/access-reviews" + period() + "&party=" + contributor.party())
                .then()
                .statusCode(200)
                .body("party", equalTo(contributor.party()))
                .body("statements", equalTo(3))
                .body("unreadable", equalTo(0))
                .body("people", hasSize(2))
                .body("people.find { it.user == '" + contributor.user() + "' }.events.DENIED", equalTo(1))
                .body("people.find { it.user == '" + colleague.user() + "' }.events", equalTo(Map.of("LISTED", 1)));
    }

    @Test
    void whoTriesManyThingsIsReported() {
        for (char last : "aeimquy4ae".toCharArray()) {
            for (char other : "bc".toCharArray()) {
                contributor
                        .request()
                        .get("/api/v1/sources/src_" + other + "aaaaaaaaaaaaaaaaaaaaaaaa" + last)
                        .then()
                        .statusCode(404);
            }
        }
        for (String party : List.of("", "&party=" + contributor.party())) {
            auditor.request()
                    .get("/api/v1/anomalies" + period() + party)
                    .then()
                    .statusCode(200)
                    .body(
                            "anomalies.findAll { it.user == '" + contributor.user() + "' }.kind",
                            equalTo(List.of("DENIALS", "PROBING")))
                    .body("anomalies.party", hasItem(contributor.party()));
        }
        auditor.request()
                .get("/api/v1/anomalies" + period() + "&party=" + auditor.party())
                .then()
                .body("anomalies.findAll { it.user == '" + contributor.user() + "' }", hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"accesses", "access-reviews", "anomalies"})
    void othersAreRefused(String resource) {
        String path = "/api/v1/" + resource + period() + "&party=";
        given().get(path + contributor.party()).then().statusCode(401);
        contributor.request().get(path + contributor.party()).then().statusCode(403);
        parties.newPartyWith(Role.INVESTIGATOR)
                .request()
                .get(path + contributor.party())
                .then()
                .statusCode(403);
        parties.custodian().request().get(path + contributor.party()).then().statusCode(200);
        // An auditor of another organisation reviews its own people, and learns nothing of others.
        TestParties.Actor inside = parties.userOf(contributor.party(), Role.AUDITOR);
        inside.request().get(path + contributor.party()).then().statusCode(200);
        TestParties.Actor outside = parties.newPartyWith(Role.AUDITOR);
        outside.request()
                .get(path + contributor.party())
                .then()
                .statusCode(404)
                .body("type", equalTo("/problems/not-found"));
        outside.request().get(path + "pty_aaaaaaaaaaaaaaaaaaaaaaaaaa").then().statusCode(404);
    }

    @Test
    void withoutAPartyAnAuditorOfAnotherOrganisationGetsAReportAboutItsOwn() {
        TestParties.Actor inside = parties.userOf(contributor.party(), Role.AUDITOR);
        inside.request()
                .get("/api/v1/anomalies" + period())
                .then()
                .statusCode(200)
                .body("statements", equalTo(3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?party=PARTY",
                "?party=PARTY&from=2026-01-01T00:00:00.000Z",
                "?party=PARTY&from=2026-01-01T00:00:00.000Z&until=2026-01-01T00:00:00.000Z",
                "?party=PARTY&from=2026-02-01T00:00:00.000Z&until=2026-01-01T00:00:00.000Z",
                "?party=PARTY&from=2026-01-01T00:00:00.000Z&until=2026-06-01T00:00:00.000Z",
                "?party=PARTY&from=yesterday&until=2026-01-02T00:00:00.000Z",
                "?party=nonsense&from=2026-01-01T00:00:00.000Z&until=2026-01-02T00:00:00.000Z",
                "?from=2026-01-01T00:00:00.000Z&until=2026-01-02T00:00:00.000Z",
                "?party=PARTY&from=2026-01-01T00:00:00.000Z&until=2026-01-02T00:00:00.000Z&event=READ",
                "?party=PARTY&from=2026-01-01T00:00:00.000Z&until=2026-01-02T00:00:00.000Z&user=somebody",
                "?party=PARTY&from=2026-01-01T00:00:00.000Z&until=2026-01-02T00:00:00.000Z&cursor=abc",
                "?party=PARTY&from=2026-01-01T00:00:00.000Z&until=2026-01-02T00:00:00.000Z&who=me"
            })
    void whatIsNotUnderstoodIsRefused(String query) {
        auditor.request()
                .get("/api/v1/accesses" + query.replace("PARTY", contributor.party()))
                .then()
                .statusCode(400);
    }

    /** Of this test only: others have done much in the same database. */
    private String period() {
        return "?from=" + Timestamps.format(begin) + "&until=" + Timestamps.format(begin.plus(Duration.ofHours(1)));
    }
}
