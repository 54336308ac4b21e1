package org.sillok.platform;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The committed OpenAPI document is what the running service says of itself. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class OpenApiTest {
    private static final Path COMMITTED = Path.of("openapi", "sillok.yaml");
    private static final Path GENERATED = Path.of("target", "openapi", "sillok.yaml");

    @Test
    void theCommittedDocumentIsTheServicesOwn() throws IOException {
        String served = given().get("/q/openapi?format=yaml")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(served).startsWith("---\nopenapi: 3.1");
        Files.createDirectories(GENERATED.getParent());
        Files.writeString(GENERATED, served);
        String committed = Files.exists(COMMITTED) ? Files.readString(COMMITTED, StandardCharsets.UTF_8) : "";
        assertThat(served)
                .as("The API changed. If that is meant: cp %s %s", GENERATED, COMMITTED)
                .isEqualTo(committed);
    }
}
