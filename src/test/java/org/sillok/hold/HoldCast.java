package org.sillok.hold;

import static org.sillok.consent.TestConsents.evidence;
import static org.sillok.consent.TestConsents.item;

import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;

/** Two custodians and the document that orders them to hold something. All fictitious. */
public final class HoldCast {
    public static final String HOLDS = "/api/v1/holds";

    public final Actor first;
    public final Actor second;
    private final String mandate;

    public HoldCast(TestParties parties) {
        first = parties.custodian();
        second = parties.userOf(first.party(), Role.CUSTODIAN);
        mandate = item(parties.userOf(first.party(), Role.CONTRIBUTOR));
    }

    public Map<String, Object> body(String kind, String... items) {
        return new HashMap<>(Map.of(
                "kind",
                kind,
                "mandate",
                evidence(mandate),
                "reason",
                "A court has ordered it.",
                "authority",
                "District Court (fictitious), 12/2026",
                "items",
                List.of(items)));
    }

    /** The same for all items of a request, a bundle or a source. */
    public Map<String, Object> bodyOf(String kind, String of) {
        Map<String, Object> body = body(kind);
        body.remove("items");
        body.put("of", of);
        return body;
    }

    public String proposed(Map<String, Object> body) {
        return first.sends(body).post(HOLDS).then().statusCode(201).extract().path("id");
    }

    public String placed(Map<String, Object> body) {
        String id = proposed(body);
        act(second, id, "confirm").then().statusCode(200);
        return id;
    }

    public void lifted(String id) {
        why(first, id, "lift").then().statusCode(200);
        act(second, id, "lift/confirm").then().statusCode(200);
    }

    public static Response act(Actor actor, String id, String act) {
        return actor.request().post(HOLDS + "/" + id + "/" + act);
    }

    public static Response why(Actor actor, String id, String act) {
        return actor.sends(Map.of("reason", "It is over.")).post(HOLDS + "/" + id + "/" + act);
    }

    public static String state(Actor actor, String id) {
        return actor.request()
                .get(HOLDS + "/" + id)
                .then()
                .statusCode(200)
                .extract()
                .path("state");
    }
}
