package org.sillok.request.rest;

import static org.sillok.request.RequestCast.REQUESTS;
import static org.sillok.request.RequestCast.awaitAssessed;
import static org.sillok.request.RequestCast.number;
import static org.sillok.request.RequestCast.term;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sillok.consent.TestConsents;
import org.sillok.discovery.Findings;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.intake.FormBody;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.request.RequestCast;

/** An organisation whose items can be found, and one that describes what it asks for. All fictitious. */
final class QueryCast {
    static final String ABSENT_ITEM = "itm_aaaaaaaaaaaaaaaaaaaaaaaaaa";

    final RequestCast cast;
    private final Findings findings;

    QueryCast(TestParties parties, Findings findings) {
        this.cast = new RequestCast(parties);
        this.findings = findings;
    }

    Response amend(String id, Map<String, Object> body) {
        String etag = cast.mechanism.request().get(REQUESTS + "/" + id).header("ETag");
        return cast.mechanism.sends(body).header("If-Match", etag).post(REQUESTS + "/" + id + "/amendments");
    }

    Response sent(Map<String, Object> body, String key) {
        return cast.mechanism.sends(body).header("Idempotency-Key", key).post(REQUESTS);
    }

    static String created(Response answer) {
        return answer.then().statusCode(201).extract().path("id");
    }

    String submitted(Map<String, Object> query) throws InterruptedException {
        String id = created(cast.mechanism.sends(body(query)).post(REQUESTS));
        awaitAssessed(cast.mechanism, id);
        return id;
    }

    Map<String, Object> body(Map<String, Object> query) {
        Map<String, Object> body = cast.body();
        body.remove("items");
        body.put("query", query);
        return body;
    }

    /** What a search for the same, for the same, shows: the names of what it finds. */
    List<String> shown(Map<String, Object> query) {
        return search(query).getList("items.finding");
    }

    JsonPath search(Map<String, Object> query) {
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

    String name(String item) {
        return findings.name(new PartyId(cast.mechanism.party()), new ItemId(item));
    }

    String open(String kind, String date) throws Exception {
        return item(kind, date, term("1", "PERMIT", "DISCOVER", "INSPECT", "DISCLOSE"));
    }

    /** An item that can be found, whose only source permits that. */
    String item(String kind, String date, Object... terms) throws Exception {
        String item = deposited(kind, date);
        TestConsents.bind(cast.ngo, item, null, cast.consent(terms)).then().statusCode(201);
        awaitFound(item);
        return item;
    }

    String deposited(String kind, String date) {
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

    static void awaitFound(String item) throws Exception {
        for (int i = 0; i < 300; i++) {
            if (number("select count(*) from discovery_entry where item = '" + item + "'") == 1) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("the projection does not follow");
    }

    /** How many statements there are of the requester: its searches, denials and what it submits. */
    long searches() throws Exception {
        return number("select count(*) from custody_statement where owner_party = '" + cast.mechanism.party() + "'");
    }
}
