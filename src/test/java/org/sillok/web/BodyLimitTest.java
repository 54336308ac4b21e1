package org.sillok.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.sillok.identity.TestParties;
import org.sillok.platform.PostgresTestResource;

/** Bodies without an announced length, which test clients do not send. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class BodyLimitTest {
    @Inject
    TestParties parties;

    @TestHTTPResource("/api/v1/parties")
    URI address;

    @Test
    void aChunkedBodyIsCountedWhileItIsRead() throws Exception {
        String name = "{\"kind\":\"NGO\",\"names\":{\"en\":\"";
        String tooLong = name + "x".repeat(BodyLimit.MAX_BYTES) + "\"}}";
        HttpResponse<String> refused = post(tooLong);
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.body()).contains("/problems/payload-too-large");
        String padded = name + "A name\"}}" + " ".repeat(BodyLimit.MAX_BYTES - name.length() - 9);
        assertThat(padded).hasSize(BodyLimit.MAX_BYTES);
        assertThat(post(padded).statusCode()).isEqualTo(201);
        assertThat(post(padded + " ").statusCode()).isEqualTo(413);
    }

    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        InputStream stream = new ByteArrayInputStream(bytes);
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + parties.custodian().token())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> stream))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
