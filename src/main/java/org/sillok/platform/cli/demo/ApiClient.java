package org.sillok.platform.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.sillok.kernel.Bytes;

/**
 * The public HTTP API as one caller sees it: an address and, except for {@link #anonymous}, a bearer token. Every POST
 * carries a fresh {@code Idempotency-Key}. Nothing is retried: what fails in the demo is to be seen.
 */
final class ApiClient {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http;
    private final URI base;
    private final String token;

    private ApiClient(HttpClient http, URI base, String token) {
        this.http = http;
        this.base = base;
        this.token = token;
    }

    static ApiClient anonymous(URI base) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        return new ApiClient(http, base, "");
    }

    ApiClient as(String bearerToken) {
        return new ApiClient(http, base, bearerToken);
    }

    URI base() {
        return base;
    }

    ApiAnswer get(String path, String... headers) throws DemoFailure {
        HttpRequest.Builder request = request(path).GET();
        return send("GET", path, headers.length == 0 ? request : request.headers(headers));
    }

    ApiAnswer post(String path, JsonNode body, String... headers) throws DemoFailure {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofByteArray(Json.write(body)));
        return send("POST", path, headers.length == 0 ? request : request.headers(headers));
    }

    /** An act that needs no words. */
    ApiAnswer post(String path, String... headers) throws DemoFailure {
        HttpRequest.Builder request = request(path)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.noBody());
        return send("POST", path, headers.length == 0 ? request : request.headers(headers));
    }

    ApiAnswer upload(String path, MultipartBody body, LongConsumer sent) throws DemoFailure {
        try {
            return send(
                    "POST",
                    path,
                    request(path)
                            .header("Content-Type", body.contentType())
                            .header("Idempotency-Key", UUID.randomUUID().toString())
                            .POST(body.publisher(sent)));
        } catch (IOException e) {
            throw new DemoFailure("A sample file cannot be read", e);
        }
    }

    /** All members of a list, page by page. */
    List<JsonNode> all(String path) throws DemoFailure {
        List<JsonNode> members = new ArrayList<>();
        String next = path;
        while (!next.isEmpty()) {
            JsonNode page = get(next).expect(200).json();
            page.path("items").forEach(members::add);
            String cursor = page.path("next").asText("");
            next = cursor.isEmpty()
                    ? ""
                    : path + (path.contains("?") ? "&" : "?") + "cursor="
                            + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
        }
        return members;
    }

    /** True if the service says it is ready; false for every other answer and for none. */
    boolean ready() throws DemoFailure {
        try {
            HttpRequest request = request("/q/health/ready")
                    .timeout(Duration.ofSeconds(3))
                    .GET()
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private ApiAnswer send(String method, String path, HttpRequest.Builder request) throws DemoFailure {
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
            return new ApiAnswer(method + " " + path, answer.statusCode(), answer.headers(), Bytes.of(answer.body()));
        } catch (IOException e) {
            throw new DemoFailure(method + " " + path + " got no answer from " + base, e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static DemoFailure interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new DemoFailure("Interrupted", e);
    }
}
