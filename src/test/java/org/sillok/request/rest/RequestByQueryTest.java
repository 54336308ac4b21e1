package org.sillok.request.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sillok.agreement.AgreementCast.problem;
import static org.sillok.request.RequestCast.REQUESTS;
import static org.sillok.request.RequestCast.awaitAssessed;
import static org.sillok.request.RequestCast.lines;
import static org.sillok.request.RequestCast.seen;
import static org.sillok.request.RequestCast.term;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.consent.TestConsents;
import org.sillok.discovery.Findings;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.platform.PostgresTestResource;
import org.sillok.request.RequestCast;

/** Requests whose items are described, and not named. Whatever appears here is fictitious. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class RequestByQueryTest {
    @Inject
    TestParties parties;

    @Inject
    Findings findings;

    private QueryCast query;
    private RequestCast cast;

    @BeforeEach
    void cast() {
        query = new QueryCast(parties, findings);
        cast = query.cast;
    }

    @Test
    void whatASearchShowsBecomesTheLinesAndStaysThem() throws Exception {
        String one = query.open("VIDEO", "2016");
        String other = query.open("VIDEO", "2016-05");
        String late = query.open("VIDEO", "2019");
        query.open("AUDIO", "2016");
        String hidden = query.item("VIDEO", "2016", term("1", "PERMIT", "INSPECT", "DISCLOSE"));
        String known = query.item("VIDEO", "2016", term("1", "PERMIT", "DISCOVER"));
        String unbound = query.deposited("VIDEO", "2016");
        QueryCast.awaitFound(unbound);
        Map<String, Object> sought =
                Map.of("kinds", List.of("VIDEO"), "dates", Map.of("from", "2016", "until", "2017"));
        List<String> shown = query.shown(sought);
        assertThat(shown).containsExactlyInAnyOrder(query.name(one), query.name(other));
        String id = query.submitted(sought);
        Response lines = cast.mechanism.request().get(REQUESTS + "/" + id + "/lines");
        assertThat(lines.jsonPath().getList("items.finding")).containsExactlyElementsOf(shown);
        assertThat(lines.jsonPath().getList("items.version")).containsExactly(1, 1);
        assertThat(lines.jsonPath().getList("items.standing"))
                .containsExactly("AWAITING_APPROVAL", "AWAITING_APPROVAL");
        String all = lines.asString()
                + cast.mechanism.request().get(REQUESTS + "/" + id).asString();
        for (String item : List.of(one, other, late, hidden, known, unbound)) {
            assertThat(all).doesNotContain(item);
        }
        assertThat(lines(cast.ngo, id).getList("items.item")).containsExactlyInAnyOrder(one, other);
        JsonPath asked = seen(cast.mechanism, id);
        assertThat(asked.getMap("terms.query")).isEqualTo(sought);
        assertThat(seen(cast.ngo, id).getMap("terms.query")).isEqualTo(sought);
        assertThat(seen(parties.newPartyWith(Role.AUDITOR), id).getMap("")).doesNotContainKey("terms");
        query.open("VIDEO", "2016-07");
        cast.approved(id);
        assertThat(lines(cast.mechanism, id).getList("items.finding")).containsExactlyElementsOf(shown);
        assertThat(seen(cast.mechanism, id).getInt("lines.APPROVED")).isEqualTo(2);
    }

    @Test
    void whatWasNamedComesFirstAndIsOneLineIfItWasFoundToo() throws Exception {
        String found = query.open("VIDEO", "2016");
        String both = query.open("VIDEO", "2016");
        String named = query.open("AUDIO", "2016");
        Map<String, Object> body = query.body(Map.of("kinds", List.of("VIDEO")));
        body.put(
                "items",
                List.of(
                        TestConsents.evidence(named),
                        Map.of("finding", query.name(both), "version", 1),
                        TestConsents.evidence(QueryCast.ABSENT_ITEM)));
        String id = QueryCast.created(cast.mechanism.sends(body).post(REQUESTS));
        awaitAssessed(cast.mechanism, id);
        JsonPath lines = lines(cast.mechanism, id);
        assertThat(lines.getList("items")).hasSize(4);
        assertThat(lines.getString("items[0].item")).isEqualTo(named);
        assertThat(lines.getString("items[1].finding")).isEqualTo(query.name(both));
        assertThat(lines.getString("items[2].item")).isEqualTo(QueryCast.ABSENT_ITEM);
        assertThat(lines.getString("items[3].finding")).isEqualTo(query.name(found));
        assertThat(lines.getString("items[2].standing")).isEqualTo("NOT_AVAILABLE");
    }

    @Test
    void repeatingItWithItsKeySearchesOnceAndOnlyAWholeSubmissionCounts() throws Exception {
        String one = query.open("VIDEO", "2016");
        Map<String, Object> body = query.body(Map.of("kinds", List.of("VIDEO")));
        Map<String, Object> nothing = query.body(Map.of("kinds", List.of("IMAGE")));
        problem(query.sent(nothing, "by-query-0"), 409, "query-finds-nothing");
        String id = QueryCast.created(query.sent(body, "by-query-1"));
        awaitAssessed(cast.mechanism, id);
        long searches = query.searches();
        query.open("VIDEO", "2017");
        assertThat(QueryCast.created(query.sent(body, "by-query-1"))).isEqualTo(id);
        assertThat(query.searches()).as("none more").isEqualTo(searches);
        assertThat(lines(cast.mechanism, id).getList("items.finding")).containsExactly(query.name(one));
        assertThat(query.sent(query.body(Map.of("kinds", List.of("AUDIO"))), "by-query-1")
                        .statusCode())
                .as("another query is another request")
                .isGreaterThanOrEqualTo(400);
        query.open("IMAGE", "2016");
        assertThat(QueryCast.created(query.sent(nothing, "by-query-0")))
                .as("a refusal does not use up the key")
                .isNotEqualTo(id);
    }

    @Test
    void everyQueryOfARequestIsOnTheRecordAsASearch() throws Exception {
        query.open("VIDEO", "2016");
        long before = query.searches();
        problem(
                cast.mechanism
                        .sends(query.body(Map.of("kinds", List.of("IMAGE"))))
                        .post(REQUESTS),
                409,
                "query-finds-nothing");
        assertThat(query.searches()).isEqualTo(before + 1);
        QueryCast.created(cast.mechanism
                .sends(query.body(Map.of("kinds", List.of("VIDEO"))))
                .post(REQUESTS));
        // The search, and what was submitted; what is decided afterwards comes later, on the same stream.
        assertThat(query.searches()).isGreaterThanOrEqualTo(before + 3);
    }

    @Test
    void anAmendmentSearchesAnew() throws Exception {
        String one = query.open("VIDEO", "2016");
        Map<String, Object> sought = Map.of("kinds", List.of("VIDEO"));
        String id = query.submitted(sought);
        String other = query.open("VIDEO", "2017");
        assertThat(query.amend(id, query.body(Map.of("kinds", List.of("IMAGE"))))
                        .statusCode())
                .isEqualTo(409);
        assertThat(seen(cast.mechanism, id).getInt("revision"))
                .as("what was asked before is asked still")
                .isEqualTo(1);
        query.amend(id, query.body(sought)).then().statusCode(200);
        awaitAssessed(cast.mechanism, id);
        assertThat(seen(cast.mechanism, id).getInt("revision")).isEqualTo(2);
        assertThat(lines(cast.mechanism, id).getList("items.finding"))
                .containsExactlyInAnyOrder(query.name(one), query.name(other));
    }

    @Test
    void itIsSoughtForTheSakeOfWhatTheRequestSays() throws Exception {
        String item = query.item(
                "VIDEO", "2016", term("1", List.of("DISCOVER", "INSPECT", "DISCLOSE"), "NO_ONWARD_TRANSFER"));
        Map<String, Object> body = query.body(Map.of("kinds", List.of("VIDEO")));
        problem(cast.mechanism.sends(body).post(REQUESTS), 409, "query-finds-nothing");
        body.put("undertakings", List.of("NO_ONWARD_TRANSFER"));
        String id = QueryCast.created(cast.mechanism.sends(body).post(REQUESTS));
        awaitAssessed(cast.mechanism, id);
        assertThat(lines(cast.mechanism, id).getList("items.finding")).containsExactly(query.name(item));
    }
}
