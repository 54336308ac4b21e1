package org.sillok.identity.rest;

import static io.restassured.RestAssured.given;

import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.sillok.identity.TestParties;

/** How tests make API tokens, and send them. */
final class ApiTokenCalls {
    static final String TOKENS = "/api/v1/api-tokens";

    private ApiTokenCalls() {}

    static JsonPath issue(TestParties parties, String user, String access, String role) {
        return parties.custodian()
                .sends(body(user, access, role))
                .post(TOKENS)
                .then()
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .extract()
                .jsonPath();
    }

    static Map<String, Object> body(String user, String access, String role) {
        return Map.of(
                "user", user, "roles", List.of(role), "access", access, "label", "nightly export", "validFor", "PT1H");
    }

    static RequestSpecification with(String token) {
        return given().header("Authorization", "Bearer " + token).accept("*/*");
    }
}
