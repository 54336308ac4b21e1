package org.sillok.request.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sillok.agreement.AgreementCast.problem;
import static org.sillok.request.RequestCast.REQUESTS;
import static org.sillok.request.RequestCast.lines;
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
import org.sillok.discovery.FewerLines;
import org.sillok.discovery.Findings;
import org.sillok.identity.TestParties;
import org.sillok.platform.PostgresTestResource;
import org.sillok.request.RequestCast;

/** What cannot be asked for by a description, and what such a refusal tells. Whatever appears here is fictitious. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class QueryRefusedTest {
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
    void whatDiscoveryHidesIsRefusedLikeWhatIsNotThere() throws Exception {
        query.item("VIDEO", "2011", term("1", "PERMIT", "INSPECT", "DISCLOSE"));
        query.item("AUDIO", "2011", term("1", "PERMIT", "DISCOVER"));
        QueryCast.awaitFound(query.deposited("IMAGE", "2011"));
        Response absent = cast.mechanism
                .sends(query.body(Map.of("kinds", List.of("WEB_CAPTURE"))))
                .post(REQUESTS);
        problem(absent, 409, "query-finds-nothing");
        for (String kind : List.of("VIDEO", "AUDIO", "IMAGE")) {
            Response hidden = cast.mechanism
                    .sends(query.body(Map.of("kinds", List.of(kind))))
                    .post(REQUESTS);
            problem(hidden, 409, "query-finds-nothing");
            assertThat(hidden.jsonPath().getString("detail"))
                    .isEqualTo(absent.jsonPath().getString("detail"));
        }
        Map<String, Object> otherwise = query.body(Map.of("kinds", List.of("VIDEO")));
        otherwise.put("items", List.of(TestConsents.evidence(QueryCast.ABSENT_ITEM)));
        problem(cast.mechanism.sends(otherwise).post(REQUESTS), 409, "query-finds-nothing");
        assertThat(cast.mechanism.request().get(REQUESTS).jsonPath().getList("items"))
                .as("nothing was submitted")
                .isEmpty();
    }

    @Test
    void whatIsOnlyCountedCannotBeAskedFor() throws Exception {
        for (int i = 1; i <= 5; i++) {
            query.item("VIDEO", "2016-0" + i, term("1", "PERMIT", "DISCOVER"));
        }
        Map<String, Object> sought = Map.of("kinds", List.of("VIDEO"));
        JsonPath search = query.search(sought);
        assertThat(search.getList("items")).isEmpty();
        assertThat(search.getList("cells")).hasSize(1);
        Response refused = cast.mechanism.sends(query.body(sought)).post(REQUESTS);
        problem(refused, 409, "query-finds-nothing");
        assertThat(refused.jsonPath().getString("detail")).contains("counted");
        String open = query.open("VIDEO", "2016");
        assertThat(lines(cast.mechanism, query.submitted(sought)).getList("items.finding"))
                .containsExactly(query.name(open));
    }

    @Test
    void moreThanOneSearchCountsIsTooMuch() throws Exception {
        query.open("DATASET", "2016");
        query.open("DATASET", "2017");
        FewerLines.count(1);
        Response refused = cast.mechanism
                .sends(query.body(Map.of("kinds", List.of("DATASET"))))
                .post(REQUESTS);
        problem(refused, 409, "query-finds-too-much");
        assertThat(refused.jsonPath().getString("pointer")).isEqualTo("/query");
    }

    @Test
    void aQueryThatCannotBeUnderstoodIsRefused() {
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("text", " "),
                Map.of("text", "..."),
                Map.of("text", "a ".repeat(17).strip()),
                Map.of("kinds", List.of("PAINTING")),
                Map.of("languages", List.of("q")),
                Map.of("languages", List.of()),
                Map.of("locations", List.of("...")),
                Map.of("locations", List.of()),
                Map.of("dates", Map.of()),
                Map.of("dates", Map.of("from", "soon")),
                Map.of("dates", Map.of("from", "2015", "until", "2014")))) {
            Response refused = cast.mechanism.sends(query.body(wrong)).post(REQUESTS);
            problem(refused, 400, "invalid-field");
            assertThat(refused.jsonPath().getString("pointer")).startsWith("/query/");
        }
        for (Map<String, Object> more : List.<Map<String, Object>>of(
                Map.of("colour", "red"), Map.of("ask", Map.of()), Map.of("limit", 5), Map.of("cursor", "x"))) {
            problem(cast.mechanism.sends(query.body(more)).post(REQUESTS), 400, "unknown-field");
        }
        Map<String, Object> body = query.body(Map.of());
        body.put("query", "everything");
        problem(cast.mechanism.sends(body).post(REQUESTS), 400, "invalid-field");
        body.put("query", Map.of("kinds", List.of("VIDEO")));
        body.put("items", List.of());
        problem(cast.mechanism.sends(body).post(REQUESTS), 400, "invalid-field");
        problem(cast.ngo.sends(query.body(Map.of("kinds", List.of("VIDEO")))).post(REQUESTS), 403, "forbidden");
    }

    @Test
    void textIsSoughtOnlyWhereEverybodyBehindAnItemMayBeNamed() throws Exception {
        query.open("VIDEO", "2016");
        problem(
                cast.mechanism.sends(query.body(Map.of("text", "query test"))).post(REQUESTS),
                409,
                "query-finds-nothing");
    }
}
