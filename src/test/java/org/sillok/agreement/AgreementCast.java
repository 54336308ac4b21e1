package org.sillok.agreement;

import static org.hamcrest.Matchers.equalTo;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;

/** Organisations that agree on something, through the public API. */
public final class AgreementCast {
    /** Where agreements are. */
    public static final String PATH = "/api/v1/agreements";

    private final TestParties parties;

    public AgreementCast(TestParties parties) {
        this.parties = parties;
    }

    public TestParties.Actor ngo() {
        return parties.newPartyWith(Role.CONTRIBUTOR);
    }

    /** A mechanism's user who can deposit signed paper, too. */
    public TestParties.Actor mechanism() {
        return parties.newPartyWith(Role.INVESTIGATOR, Role.CONTRIBUTOR);
    }

    /** A custodian besides the first one. */
    public TestParties.Actor secondCustodian() {
        return parties.userOf(parties.custodian().party(), Role.CUSTODIAN);
    }

    /** A draft with one permission and one prohibition, which can be changed. */
    public static Map<String, Object> draft(List<String> providers, List<String> recipients) {
        Map<String, Object> draft = new LinkedHashMap<>();
        draft.put("kind", "MOU");
        draft.put("providers", providers);
        draft.put("recipients", recipients);
        draft.put("title", Map.of("en", "Memorandum on sharing", "ko", "공유에 관한 양해각서"));
        for (String name : List.of(
                "intention",
                "confidentiality",
                "conditionsForSharing",
                "conditionalConsent",
                "procedureForProvision",
                "handlingByRecipient")) {
            draft.put(name, Map.of("en", "What is agreed about " + name));
        }
        draft.put("onTermination", "QUARANTINE");
        draft.put("clauses", List.of(permission("1"), prohibition("2")));
        return draft;
    }

    public static Map<String, Object> permission(String id) {
        return new HashMap<>(Map.of(
                "id", id,
                "effect", "PERMIT",
                "actions", List.of("INSPECT", "DISCLOSE"),
                "recipients", Map.of("all", true),
                "purposes", Map.of("only", List.of("CRIMINAL_INVESTIGATION")),
                "scope", Map.of("parts", List.of("METADATA", "CONTENT"), "lineage", "ORIGINAL_AND_DERIVATIVES"),
                "conditions", List.of(Map.of("code", "NO_ONWARD_TRANSFER"), Map.of("code", "ENCRYPT"))));
    }

    public static Map<String, Object> prohibition(String id) {
        return new HashMap<>(Map.of(
                "id", id,
                "effect", "PROHIBIT",
                "actions", List.of("PUBLISH"),
                "recipients", Map.of("all", true),
                "purposes", Map.of("all", true),
                "scope", Map.of("parts", List.of("CONTENT"), "lineage", "ORIGINAL_AND_DERIVATIVES")));
    }

    /** A draft of {@code drafter} for {@code others}, as its id. */
    public String drafted(TestParties.Actor drafter, Map<String, Object> draft) {
        return drafter.sends(draft).post(PATH).then().statusCode(201).extract().path("id");
    }

    public static String etag(TestParties.Actor actor, String id) {
        return actor.request()
                .get(PATH + "/" + id)
                .then()
                .statusCode(200)
                .extract()
                .header("ETag");
    }

    /** An act on the agreement as the actor sees it now. */
    public static Response act(TestParties.Actor actor, String id, String act, Object body) {
        return actor.sends(body).header("If-Match", etag(actor, id)).post(PATH + "/" + id + "/" + act);
    }

    public static Response propose(TestParties.Actor actor, String id) {
        return actor.request().header("If-Match", etag(actor, id)).post(PATH + "/" + id + "/propose");
    }

    /** A signature on paper, recorded by {@code signer} and confirmed by another person. */
    public Response signOnPaper(TestParties.Actor signer, String id) {
        act(signer, id, "sign", paper(signer)).then().statusCode(200);
        return act(parties.custodian(), id, "confirm", Map.of("party", signer.party()));
    }

    public static Map<String, Object> paper(TestParties.Actor signer) {
        String item = signer.request()
                .multiPart(
                        "metadata",
                        "metadata",
                        "{\"title\":{\"en\":\"Signed text\"},\"kind\":\"DOCUMENT\",\"languages\":[\"en\"]}"
                                .getBytes(StandardCharsets.UTF_8),
                        "application/json")
                .multiPart("file", "signed.pdf", "signed".getBytes(StandardCharsets.UTF_8), "application/pdf")
                .post("/api/v1/items")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        return Map.of(
                "document", Map.of("item", item, "version", 1),
                "signedOn", "2026-01-31",
                "signatories", List.of("Kim (fictitious)"));
    }

    /** An agreement that all have signed: the first one drafts and proposes it. */
    public String inForce(Map<String, Object> draft, TestParties.Actor... signers) {
        String id = drafted(signers[0], draft);
        propose(signers[0], id).then().statusCode(200);
        for (TestParties.Actor signer : signers) {
            signOnPaper(signer, id).then().statusCode(200);
        }
        return id;
    }

    /** The draft of a next version, made by the first one and signed by all. */
    public void amended(String id, Map<String, Object> draft, TestParties.Actor... signers) {
        act(signers[0], id, "versions", draft).then().statusCode(201);
        propose(signers[0], id).then().statusCode(200);
        for (TestParties.Actor signer : signers) {
            signOnPaper(signer, id).then().statusCode(200);
        }
    }

    public static JsonPath read(TestParties.Actor actor, String id) {
        return actor.request()
                .get(PATH + "/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    public static List<String> events(TestParties.Actor actor, String id) {
        return new ArrayList<>(actor.request()
                .get(PATH + "/" + id + "/history")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.event", String.class));
    }

    public static Map<String, Object> with(Map<String, Object> draft, Object... namesAndValues) {
        Map<String, Object> changed = new LinkedHashMap<>(draft);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            changed.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return changed;
    }

    public static Map<String, Object> without(Map<String, Object> draft, String... names) {
        Map<String, Object> changed = new LinkedHashMap<>(draft);
        Arrays.asList(names).forEach(changed::remove);
        return changed;
    }

    public static void problem(Response answer, int status, String slug) {
        answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/" + slug));
    }
}
