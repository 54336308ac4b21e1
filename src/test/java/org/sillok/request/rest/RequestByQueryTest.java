package org.sillok.request.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sillok.agreement.AgreementCast.problem;
import static org.sillok.request.RequestCast.REQUESTS;
import static org.sillok.request.RequestCast.awaitAssessed;
import static org.sillok.request.RequestCast.lines;
import static org.sillok.request.RequestCast.number;
import static org.sillok.request.RequestCast.seen;
import static org.sillok.request.RequestCast.term;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.consent.TestConsents;
import org.sillok.discovery.Findings;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.intake.FormBody;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.platform.PostgresTestResource;
import org.sillok.request.RequestCast;

/** Requests whose items are described, and not named. Whatever appears here is fictitious. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class RequestByQueryTest {
    private static final String ABSENT_ITEM = "itm_aaaaaaaaaaaaaaaaaaaaaaaaaa";

    @Inject
    TestParties parties;

    @Inject
    Findings findings;

    private RequestCast cast;

    @BeforeEach
    void cast() {
        cast = new RequestCast(parties);
    }

    @Test
    void whatASearchShowsBecomesTheLinesAndStaysThem() throws Exception {
        String one = open("VIDEO", "2016");
        String other = open("VIDEO", "2016-05");
        String late = open("VIDEO", "2019");
        open("AUDIO", "2016");
        String hidden = item("VIDEO", "2016", term("1", "PERMIT", "INSPECT", "DISCLOSE"));
        String known = item("VIDEO", "2016", term("1", "PERMIT", "DISCOVER"));
        String unbound = deposited("VIDEO", "2016");
        awaitFound(unbound);
        Map<String, Object> query = Map.of("kinds", List.of("VIDEO"), "dates", Map.of("from", "2016", "until", "2017"));
        List<String> shown = shown(query);
        assertThat(shown).containsExactlyInAnyOrder(name(one), name(other));
        String id = submitted(query);
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
        assertThat(asked.getMap("terms.query")).isEqualTo(query);
        assertThat(seen(cast.ngo, id).getMap("terms.query")).isEqualTo(query);
        assertThat(seen(parties.newPartyWith(Role.AUDITOR), id).getMap("")).doesNotContainKey("terms");
        open("VIDEO", "2016-07");
        cast.approved(id);
        assertThat(lines(cast.mechanism, id).getList("items.finding")).containsExactlyElementsOf(shown);
        assertThat(seen(cast.mechanism, id).getInt("lines.APPROVED")).isEqualTo(2);
    }

    @Test
    void whatWasNamedComesFirstAndIsOneLineIfItWasFoundToo() throws Exception {
        String found = open("VIDEO", "2016");
        String both = open("VIDEO", "2016");
        String named = open("AUDIO", "2016");
        Map<String, Object> body = body(Map.of("kinds", List.of("VIDEO")));
        body.put(
                "items",
                List.of(
                        TestConsents.evidence(named),
                        Map.of("finding", name(both), "version", 1),
                        TestConsents.evidence(ABSENT_ITEM)));
        String id = created(cast.mechanism.sends(body).post(REQUESTS));
        awaitAssessed(cast.mechanism, id);
        JsonPath lines = lines(cast.mechanism, id);
        assertThat(lines.getList("items")).hasSize(4);
        assertThat(lines.getString("items[0].item")).isEqualTo(named);
        assertThat(lines.getString("items[1].finding")).isEqualTo(name(both));
        assertThat(lines.getString("items[2].item")).isEqualTo(ABSENT_ITEM);
        assertThat(lines.getString("items[3].finding")).isEqualTo(name(found));
        assertThat(lines.getString("items[2].standing")).isEqualTo("NOT_AVAILABLE");
    }

    @Test
    void whatDiscoveryHidesIsRefusedLikeWhatIsNotThere() throws Exception {
        item("VIDEO", "2011", term("1", "PERMIT", "INSPECT", "DISCLOSE"));
        item("AUDIO", "2011", term("1", "PERMIT", "DISCOVER"));
        awaitFound(deposited("IMAGE", "2011"));
        Response absent = cast.mechanism
                .sends(body(Map.of("kinds", List.of("WEB_CAPTURE"))))
                .post(REQUESTS);
        problem(absent, 409, "query-finds-nothing");
        for (String kind : List.of("VIDEO", "AUDIO", "IMAGE")) {
            Response hidden =
                    cast.mechanism.sends(body(Map.of("kinds", List.of(kind)))).post(REQUESTS);
            problem(hidden, 409, "query-finds-nothing");
            assertThat(hidden.jsonPath().getString("detail"))
                    .isEqualTo(absent.jsonPath().getString("detail"));
        }
        Map<String, Object> otherwise = body(Map.of("kinds", List.of("VIDEO")));
        otherwise.put("items", List.of(TestConsents.evidence(ABSENT_ITEM)));
        problem(cast.mechanism.sends(otherwise).post(REQUESTS), 409, "query-finds-nothing");
        assertThat(cast.mechanism.request().get(REQUESTS).jsonPath().getList("items"))
                .as("nothing was submitted")
                .isEmpty();
    }

    @Test
    void whatIsOnlyCountedCannotBeAskedFor() throws Exception {
        for (int i = 1; i <= 5; i++) {
            item("VIDEO", "2016-0" + i, term("1", "PERMIT", "DISCOVER"));
        }
        Map<String, Object> query = Map.of("kinds", List.of("VIDEO"));
        JsonPath search = search(query);
        assertThat(search.getList("items")).isEmpty();
        assertThat(search.getList("cells")).hasSize(1);
        Response refused = cast.mechanism.sends(body(query)).post(REQUESTS);
        problem(refused, 409, "query-finds-nothing");
        assertThat(refused.jsonPath().getString("detail")).contains("counted");
        String open = open("VIDEO", "2016");
        assertThat(lines(cast.mechanism, submitted(query)).getList("items.finding"))
                .containsExactly(name(open));
    }

    @Test
    void moreThanOneSearchLooksAtIsTooMuch() throws Exception {
        open("DATASET", "2016");
        RequestCast.asOwner(
                "insert into discovery_entry (item, owner_party, revision, kind, languages, dated, uncertain,"
                        + " words, place_words) select 'itm_' || lpad(translate(i::text, '0123456789', 'bcdefghijk'), 25, 'a') || 'a', '"
                        + cast.ngo.party()
                        + "', 1, 'DATASET', '{}', false, false, '{}', '{}' from generate_series(1, 2000) i"
                        + " on conflict do nothing");
        try {
            Response refused = cast.mechanism
                    .sends(body(Map.of("kinds", List.of("DATASET"))))
                    .post(REQUESTS);
            problem(refused, 409, "query-finds-too-much");
            assertThat(refused.jsonPath().getString("pointer")).isEqualTo("/query");
        } finally {
            RequestCast.asOwner("delete from discovery_entry where kind = 'DATASET' and owner_party = '"
                    + cast.ngo.party() + "' and item like 'itm_aaaaaaaaaaaaaaaaaaaaa%'");
        }
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
            Response refused = cast.mechanism.sends(body(wrong)).post(REQUESTS);
            problem(refused, 400, "invalid-field");
            assertThat(refused.jsonPath().getString("pointer")).startsWith("/query/");
        }
        for (Map<String, Object> more : List.<Map<String, Object>>of(
                Map.of("colour", "red"), Map.of("ask", Map.of()), Map.of("limit", 5), Map.of("cursor", "x"))) {
            problem(cast.mechanism.sends(body(more)).post(REQUESTS), 400, "unknown-field");
        }
        Map<String, Object> body = body(Map.of());
        body.put("query", "everything");
        problem(cast.mechanism.sends(body).post(REQUESTS), 400, "invalid-field");
        body.put("query", Map.of("kinds", List.of("VIDEO")));
        body.put("items", List.of());
        problem(cast.mechanism.sends(body).post(REQUESTS), 400, "invalid-field");
        problem(cast.ngo.sends(body(Map.of("kinds", List.of("VIDEO")))).post(REQUESTS), 403, "forbidden");
    }

    @Test
    void repeatingItWithItsKeySearchesOnceAndOnlyAWholeSubmissionCounts() throws Exception {
        String one = open("VIDEO", "2016");
        Map<String, Object> body = body(Map.of("kinds", List.of("VIDEO")));
        Map<String, Object> nothing = body(Map.of("kinds", List.of("IMAGE")));
        problem(sent(nothing, "by-query-0"), 409, "query-finds-nothing");
        String id = created(sent(body, "by-query-1"));
        awaitAssessed(cast.mechanism, id);
        long searches = searches();
        open("VIDEO", "2017");
        assertThat(created(sent(body, "by-query-1"))).isEqualTo(id);
        assertThat(searches()).as("none more").isEqualTo(searches);
        assertThat(lines(cast.mechanism, id).getList("items.finding")).containsExactly(name(one));
        assertThat(sent(body(Map.of("kinds", List.of("AUDIO"))), "by-query-1").statusCode())
                .as("another query is another request")
                .isGreaterThanOrEqualTo(400);
        open("IMAGE", "2016");
        assertThat(created(sent(nothing, "by-query-0")))
                .as("a refusal does not use up the key")
                .isNotEqualTo(id);
    }

    @Test
    void everyQueryOfARequestIsOnTheRecordAsASearch() throws Exception {
        open("VIDEO", "2016");
        long before = searches();
        problem(
                cast.mechanism.sends(body(Map.of("kinds", List.of("IMAGE")))).post(REQUESTS),
                409,
                "query-finds-nothing");
        assertThat(searches()).isEqualTo(before + 1);
        created(cast.mechanism.sends(body(Map.of("kinds", List.of("VIDEO")))).post(REQUESTS));
        // The search, and what was submitted; what is decided afterwards comes later, on the same stream.
        assertThat(searches()).isGreaterThanOrEqualTo(before + 3);
    }

    @Test
    void anAmendmentSearchesAnew() throws Exception {
        String one = open("VIDEO", "2016");
        Map<String, Object> query = Map.of("kinds", List.of("VIDEO"));
        String id = submitted(query);
        String other = open("VIDEO", "2017");
        assertThat(amend(id, body(Map.of("kinds", List.of("IMAGE")))).statusCode())
                .isEqualTo(409);
        assertThat(seen(cast.mechanism, id).getInt("revision"))
                .as("what was asked before is asked still")
                .isEqualTo(1);
        amend(id, body(query)).then().statusCode(200);
        awaitAssessed(cast.mechanism, id);
        assertThat(seen(cast.mechanism, id).getInt("revision")).isEqualTo(2);
        assertThat(lines(cast.mechanism, id).getList("items.finding"))
                .containsExactlyInAnyOrder(name(one), name(other));
    }

    @Test
    void textIsSoughtOnlyWhereEverybodyBehindAnItemMayBeNamed() throws Exception {
        open("VIDEO", "2016");
        problem(cast.mechanism.sends(body(Map.of("text", "query test"))).post(REQUESTS), 409, "query-finds-nothing");
    }

    @Test
    void itIsSoughtForTheSakeOfWhatTheRequestSays() throws Exception {
        String item =
                item("VIDEO", "2016", term("1", List.of("DISCOVER", "INSPECT", "DISCLOSE"), "NO_ONWARD_TRANSFER"));
        Map<String, Object> body = body(Map.of("kinds", List.of("VIDEO")));
        problem(cast.mechanism.sends(body).post(REQUESTS), 409, "query-finds-nothing");
        body.put("undertakings", List.of("NO_ONWARD_TRANSFER"));
        String id = created(cast.mechanism.sends(body).post(REQUESTS));
        awaitAssessed(cast.mechanism, id);
        assertThat(lines(cast.mechanism, id).getList("items.finding")).containsExactly(name(item));
    }

    private Response amend(String id, Map<String, Object> body) {
        String etag = cast.mechanism.request().get(REQUESTS + "/" + id).header("ETag");
        return cast.mechanism.sends(body).header("If-Match", etag).post(REQUESTS + "/" + id + "/amendments");
    }

    private Response sent(Map<String, Object> body, String key) {
        return cast.mechanism.sends(body).header("Idempotency-Key", key).post(REQUESTS);
    }

    private static String created(Response answer) {
        return answer.then().statusCode(201).extract().path("id");
    }

    private String submitted(Map<String, Object> query) throws InterruptedException {
        String id = created(cast.mechanism.sends(body(query)).post(REQUESTS));
        awaitAssessed(cast.mechanism, id);
        return id;
    }

    private Map<String, Object> body(Map<String, Object> query) {
        Map<String, Object> body = cast.body();
        body.remove("items");
        body.put("query", query);
        return body;
    }

    /** What a search for the same, for the same, shows: the names of what it finds. */
    private List<String> shown(Map<String, Object> query) {
        return search(query).getList("items.finding");
    }

    private JsonPath search(Map<String, Object> query) {
        Map<String, Object> request = cast.body();
        Map<String, Object> question = new HashMap<>(query);
        question.put("ask", Map.of("purposes", request.get("purposes"), "places", request.get("places")));
        return cast.mechanism
                .sends(question)
                .post("/api/v1/discoveries")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private String name(String item) {
        return findings.name(new PartyId(cast.mechanism.party()), new ItemId(item));
    }

    private String open(String kind, String date) throws Exception {
        return item(kind, date, term("1", "PERMIT", "DISCOVER", "INSPECT", "DISCLOSE"));
    }

    /** An item that can be found, whose only source permits that. */
    private String item(String kind, String date, Object... terms) throws Exception {
        String item = deposited(kind, date);
        TestConsents.bind(cast.ngo, item, null, cast.consent(terms)).then().statusCode(201);
        awaitFound(item);
        return item;
    }

    private String deposited(String kind, String date) {
        Actor ngo = cast.ngo;
        String metadata = "{'title':{'en':'Query test'},'kind':'" + kind + "','created':{'edtf':'" + date + "'}}";
        return ngo.request()
                .contentType(FormBody.TYPE)
                .body(new FormBody()
                        .metadata(metadata.replace('\'', '"'))
                        .file("a.txt", "abc".getBytes(StandardCharsets.UTF_8), "Content-Type: text/plain")
                        .end()
                        .bytes())
                .post("/api/v1/items")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static void awaitFound(String item) throws Exception {
        for (int i = 0; i < 300; i++) {
            if (number("select count(*) from discovery_entry where item = '" + item + "'") == 1) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("the projection does not follow");
    }

    /** How many statements there are of the requester: its searches, denials and what it submits. */
    private long searches() throws Exception {
        return number("select count(*) from custody_statement where owner_party = '" + cast.mechanism.party() + "'");
    }
}
