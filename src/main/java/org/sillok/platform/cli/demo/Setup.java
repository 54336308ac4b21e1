package org.sillok.platform.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the custodian prepares: a party and a contributor of it, with a token. A party and a user of an earlier run are
 * found again by their name and label; sources are new in every run, because a source has no name to be found by.
 */
final class Setup {
    private static final String LABEL = "sillok-demo";
    private static final String TOKEN_VALID_FOR = "PT1H";

    /** A party with one contributor, who is the caller of {@code api}. */
    record Contributor(String party, ApiClient api) {}

    private final ApiClient custodian;

    Setup(ApiClient custodian) {
        this.custodian = custodian;
    }

    ApiClient custodian() {
        return custodian;
    }

    Contributor contributorOf(ObjectNode party) throws DemoFailure {
        String partyId = party(party);
        return new Contributor(partyId, person(partyId, LABEL, "CONTRIBUTOR"));
    }

    /** One more person of an organisation, found again by {@code label}. */
    ApiClient person(String party, String label, String... roles) throws DemoFailure {
        ObjectNode wish = Json.object();
        wish.put("user", user(party, label, roles)).put("validFor", TOKEN_VALID_FOR);
        JsonNode token = custodian.post("/api/v1/tokens", wish).expect(200, 201).json();
        return custodian.as(Json.text(token, "token", "The answer to a token request"));
    }

    String party(ObjectNode party) throws DemoFailure {
        String name = party.path("names").path("en").asText();
        for (JsonNode known : custodian.all("/api/v1/parties?limit=100")) {
            if (name.equals(known.path("names").path("en").asText())) {
                return Json.text(known, "id", "A party");
            }
        }
        return Json.text(custodian.post("/api/v1/parties", party).expect(201).json(), "id", "A new party");
    }

    private String user(String party, String label, String... roles) throws DemoFailure {
        String users = "/api/v1/parties/" + party + "/users";
        for (JsonNode known : custodian.all(users + "?limit=100")) {
            if (label.equals(known.path("label").asText())
                    && !"DISABLED".equals(known.path("status").asText())) {
                return Json.text(known, "id", "A user");
            }
        }
        ObjectNode wish = Json.object();
        ArrayNode wanted = wish.put("label", label).putArray("roles");
        List.of(roles).forEach(wanted::add);
        return Json.text(custodian.post(users, wish).expect(201).json(), "id", "A new user");
    }

    /** Creates the sources; the answer maps each key of the manifest to what the service returned. */
    static Map<String, JsonNode> sources(ApiClient contributor, Samples samples) throws DemoFailure {
        Map<String, JsonNode> created = new LinkedHashMap<>();
        for (Samples.Source source : samples.sources()) {
            JsonNode answer = contributor
                    .post("/api/v1/sources", source.body())
                    .expect(201)
                    .json();
            Json.text(answer, "id", "A new source");
            created.put(source.key(), answer);
        }
        return created;
    }
}
