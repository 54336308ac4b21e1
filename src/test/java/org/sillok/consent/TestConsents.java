package org.sillok.consent;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sillok.identity.TestParties.Actor;
import org.sillok.intake.FormBody;

/** Sources, items and consents for tests, made through the public API. Whoever appears here is fictitious. */
public final class TestConsents {
    public static final String CONSENTS = "/api/v1/consents/";
    public static final String ITEMS = "/api/v1/items/";
    public static final String LONG_AGO = "2024-02-01T09:00:00.000Z";

    private TestConsents() {}

    public static String source(Actor ngo, String kind) {
        return ngo.sends(Map.of("kind", kind))
                .post("/api/v1/sources")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    public static String item(Actor ngo) {
        return ngo.request()
                .contentType(FormBody.TYPE)
                .body(new FormBody()
                        .metadata("{\"title\":{\"ko\":\"가상 문서\"},\"kind\":\"OTHER\"}")
                        .file("양식.txt", new byte[] {1, 2, 3}, "Content-Type: text/plain")
                        .end()
                        .bytes())
                .post("/api/v1/items")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    public static Map<String, Object> evidence(String item) {
        return Map.of("item", item, "version", 1);
    }

    /** A permission for mechanisms to look and receive for accountability. */
    public static Map<String, Object> permit(String id, String... actions) {
        return new HashMap<>(Map.of(
                "id", id,
                "effect", "PERMIT",
                "actions", List.of(actions),
                "recipients", Map.of("only", List.of(Map.of("class", "MECHANISM"))),
                "purposes", Map.of("only", List.of("ACCOUNTABILITY")),
                "scope", Map.of("parts", List.of("METADATA", "CONTENT"), "lineage", "ORIGINAL_AND_DERIVATIVES")));
    }

    /** A version that was given on a signed form. */
    public static Map<String, Object> signed(String form, Object... terms) {
        Map<String, Object> version = new HashMap<>();
        version.put("type", "EXPLICIT");
        version.put("expressedBy", "SELF");
        version.put("method", "SIGNED_FORM");
        version.put("form", evidence(form));
        version.put("language", "ko");
        version.put("givenAt", "2024-01~");
        version.put("terms", new ArrayList<>(List.of(terms)));
        return version;
    }

    public static Map<String, Object> event(String state, String saidAt) {
        return new HashMap<>(Map.of("state", state, "saidAt", saidAt));
    }

    /** An event that the person itself said, with a deposited item that shows it. */
    public static Map<String, Object> proven(String state, String saidAt, String item) {
        Map<String, Object> event = event(state, saidAt);
        event.put("by", "SELF");
        event.put("reason", "asked again in person");
        event.put("evidence", evidence(item));
        return event;
    }

    public static Response begin(Actor ngo, String source, Object event, @Nullable Object version) {
        Map<String, Object> body = new HashMap<>(Map.of("source", source, "event", event));
        if (version != null) {
            body.put("version", version);
        }
        return ngo.sends(body).post("/api/v1/consents");
    }

    /** A consent that was given for these terms. */
    public static String given(Actor ngo, String source, String form, Object... terms) {
        return begin(ngo, source, event("GIVEN", LONG_AGO), signed(form, terms))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    public static JsonPath get(Actor ngo, String consent) {
        return ngo.request()
                .get(CONSENTS + consent)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    public static Response addVersion(Actor ngo, String consent, Object event, Object version) {
        String etag = ngo.request().get(CONSENTS + consent).getHeader("ETag");
        return ngo.sends(Map.of("event", event, "version", version))
                .header("If-Match", etag)
                .post(CONSENTS + consent + "/versions");
    }

    public static Response addEvent(Actor ngo, String consent, Object event) {
        return ngo.sends(event).post(CONSENTS + consent + "/events");
    }

    public static Response confirm(Actor ngo, String consent, String proposal) {
        return ngo.request().post(CONSENTS + consent + "/proposals/" + proposal + "/confirm");
    }

    /** Binds an item to a consent; to every version if {@code version} is null. */
    public static Response bind(Actor ngo, String item, @Nullable Integer version, String consent) {
        Map<String, Object> body = new HashMap<>(Map.of("relation", "TESTIMONY_OF", "consent", consent));
        if (version != null) {
            body.put("version", version);
        }
        return ngo.sends(body).post(ITEMS + item + "/bindings");
    }
}
