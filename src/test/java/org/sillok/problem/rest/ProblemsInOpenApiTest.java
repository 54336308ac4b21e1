package org.sillok.problem.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sillok.platform.PostgresTestResource;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class ProblemsInOpenApiTest {
    @Test
    void everyOperationHasANameASummaryAndAWayToFail() throws Exception {
        String text = given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        JsonNode document = new ObjectMapper().readTree(text);
        assertThat(document.path("openapi").asText()).startsWith("3.1");
        assertThat(document.at("/components/schemas/Problem/properties/pointer").isObject())
                .isTrue();
        assertThat(document.at("/components/securitySchemes/bearer/scheme").asText())
                .isEqualTo("bearer");
        Set<String> names = new HashSet<>();
        for (var path : document.path("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                if (!operation.getValue().has("responses")) {
                    continue;
                }
                String place = operation.getKey() + " " + path.getKey();
                JsonNode described = operation.getValue();
                if (path.getKey().startsWith("/api/")) {
                    assertThat(described.path("summary").asText()).as(place).isNotBlank();
                    assertThat(names.add(described.path("operationId").asText()))
                            .as(place)
                            .isTrue();
                    assertThat(described.at("/security/0").has("bearer"))
                            .as(place)
                            .isTrue();
                }
                for (var response : described.path("responses").properties()) {
                    if (response.getKey().matches("[45].*|default")) {
                        assertThat(isProblem(response.getValue()))
                                .as(place + " " + response.getKey())
                                .isTrue();
                    }
                }
                assertThat(described.at("/responses/default/$ref").asText())
                        .as(place)
                        .isEqualTo("#/components/responses/Problem");
            }
        }
        assertThat(names).contains("createParty", "createUser", "issueToken", "getMe", "createSource", "getJob");
    }

    private static boolean isProblem(JsonNode response) {
        return response.path("$ref").asText().equals("#/components/responses/Problem")
                || response.path("content")
                        .path("application/problem+json")
                        .at("/schema/$ref")
                        .asText()
                        .equals("#/components/schemas/Problem");
    }
}
