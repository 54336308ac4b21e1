package org.sillok.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.vault.TransitServer.Mood;

/** The packaged service with its key-encryption key in a transit engine: what an operator sees when things go wrong. */
class TransitIT {
    private static final Path APP = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DEPOSITS = 12;
    private static final int SLOW_MILLIS = 60;

    @TempDir
    Path temporary;

    private TransitServer engine;
    private Process service;
    private URI base;

    @BeforeEach
    void start() throws Exception {
        engine = new TransitServer("sillok");
        new PrivateFile(token()).create(TransitServer.TOKEN.getBytes(StandardCharsets.US_ASCII));
        serve();
    }

    @AfterEach
    void stop() throws Exception {
        service.destroy();
        if (!service.waitFor(60, TimeUnit.SECONDS)) {
            service.destroyForcibly().waitFor();
        }
        engine.close();
        for (int i = 0; i < 300 && postgresRuns(); i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    @Test
    void rotationIsCancelledAndCutOffAndGoesOnToItsEnd() throws Exception {
        String depositor = depositor();
        List<String> items = new ArrayList<>();
        for (int i = 0; i < DEPOSITS; i++) {
            items.add(deposited(depositor));
        }

        engine.delayMillis = SLOW_MILLIS;
        String first = rotation();
        awaitJob(first, job -> job.path("done").asLong() > 0);
        assertThat(send("DELETE", "/api/v1/jobs/" + first, custodian(), null).statusCode())
                .isEqualTo(202);
        assertThat(awaitJob(first, TransitIT::ended).path("state").asText()).isEqualTo("CANCELLED");
        engine.delayMillis = 0;
        // Some under the one key and some under the other, and everything can be read.
        assertThat(wrapping()).containsOnlyKeys("transit-sillok-v1", "transit-sillok-v2");
        for (String item : items) {
            assertReads(depositor, item, 200);
        }

        engine.delayMillis = SLOW_MILLIS;
        String second = rotation();
        awaitJob(second, job -> job.path("done").asLong() > 0);
        service.destroyForcibly().waitFor();
        engine.delayMillis = 0;
        serve();
        JsonNode ended = awaitJob(second, TransitIT::ended);
        assertThat(ended.path("state").asText()).isEqualTo("DONE");
        assertThat(ended.at("/result/outcome").asText()).isEqualTo("COMPLETE");
        assertThat(wrapping()).containsOnlyKeys("transit-sillok-v3");
        for (String item : items) {
            assertReads(depositor, item, 200);
        }
    }

    @Test
    void everyTroubleWithTheEngineIsAClearStateThatEndsWithItsCause() throws Exception {
        String depositor = depositor();
        String item = deposited(depositor);
        for (Map.Entry<Mood, String> trouble : Map.of(
                        Mood.SEALED, "VAULT_SEALED", Mood.DENYING, "VAULT_DENIED", Mood.GARBAGE, "VAULT_ANSWER")
                .entrySet()) {
            engine.mood = trouble.getKey();
            assertUnavailable(depositor, item, trouble.getValue());
            engine.mood = Mood.GOOD;
            assertReads(depositor, item, 200);
        }
        // An expired token is renewed by writing its file.
        Files.writeString(token(), "hvs.expired");
        assertUnavailable(depositor, item, "VAULT_DENIED");
        Files.writeString(token(), TransitServer.TOKEN);
        assertReads(depositor, item, 200);
        deposited(depositor);
        for (int i = 0; i < 100 && readiness() != 200; i++) {
            Thread.sleep(100);
        }
        assertThat(readiness()).isEqualTo(200);
        assertThat(Files.readString(output()))
                .doesNotContainPattern("(?m)^\\s+at [a-z]+\\.")
                .doesNotContain(TransitServer.TOKEN);
    }

    private int readiness() throws Exception {
        return send("GET", "/q/health/ready", null, null).statusCode();
    }

    private void assertUnavailable(String depositor, String item, String condition) throws Exception {
        HttpResponse<String> refused = deposit(depositor);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("/problems/keys-unavailable").doesNotContain("Exception");
        assertReads(depositor, item, 503);
        HttpResponse<String> health = send("GET", "/q/health/well", null, null);
        // What a slow engine was seen to do is told for some seconds.
        for (int i = 0; i < 100 && !health.body().contains(condition); i++) {
            Thread.sleep(100);
            health = send("GET", "/q/health/well", null, null);
        }
        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(health.body())
                .contains(condition)
                .doesNotContain(engine.address().toString());
    }

    private void assertReads(String depositor, String item, int status) throws Exception {
        HttpResponse<String> read = send("GET", "/api/v1/items/" + item + "/versions/1/files/1", depositor, null);
        assertThat(read.statusCode()).as(read.body()).isEqualTo(status);
        if (status == 200) {
            assertThat(read.body()).isEqualTo("words");
        }
    }

    private String rotation() throws Exception {
        HttpResponse<String> accepted = send("POST", "/api/v1/keys/rotations", custodian(), "{}");
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        return JSON.readTree(accepted.body()).path("id").asText();
    }

    private static boolean ended(JsonNode job) {
        return !List.of("QUEUED", "RUNNING").contains(job.path("state").asText());
    }

    private JsonNode awaitJob(String id, Predicate<JsonNode> until) throws Exception {
        JsonNode job = JSON.nullNode();
        for (int i = 0; i < 600; i++) {
            job = JSON.readTree(
                    send("GET", "/api/v1/jobs/" + id, custodian(), null).body());
            if (until.test(job)) {
                return job;
            }
            assertThat(ended(job)).as(job.toString()).isFalse();
            TimeUnit.MILLISECONDS.sleep(200);
        }
        throw new AssertionError("the rotation does not get there: " + job);
    }

    /** Which keys protect something. */
    private Map<String, Long> wrapping() throws Exception {
        Map<String, Long> wraps = new HashMap<>();
        for (JsonNode key : JSON.readTree(
                        send("GET", "/api/v1/keys", custodian(), null).body())
                .path("keys")) {
            if (key.path("wraps").asLong() > 0) {
                wraps.put(key.path("id").asText(), key.path("wraps").asLong());
            }
        }
        return wraps;
    }

    private String depositor() throws Exception {
        String party =
                id(send("POST", "/api/v1/parties", custodian(), "{\"kind\":\"NGO\",\"names\":{\"en\":\"Invented\"}}"));
        String user =
                id(send("POST", "/api/v1/parties/" + party + "/users", custodian(), "{\"roles\":[\"CONTRIBUTOR\"]}"));
        HttpResponse<String> token =
                send("POST", "/api/v1/tokens", custodian(), "{\"user\":\"" + user + "\",\"validFor\":\"PT1H\"}");
        return JSON.readTree(token.body()).path("token").asText();
    }

    private static String id(HttpResponse<String> created) throws Exception {
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        return JSON.readTree(created.body()).path("id").asText();
    }

    private String deposited(String depositor) throws Exception {
        return id(deposit(depositor));
    }

    private HttpResponse<String> deposit(String depositor) throws Exception {
        String body =
                "--b\r\nContent-Disposition: form-data; name=\"metadata\"\r\nContent-Type: application/json\r\n\r\n"
                        + "{\"title\":{\"en\":\"t\"},\"kind\":\"DOCUMENT\"}\r\n--b\r\n"
                        + "Content-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\n"
                        + "words\r\n--b--\r\n";
        return http(HttpRequest.newBuilder(base.resolve("/api/v1/items"))
                .header("Authorization", "Bearer " + depositor)
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private String custodian() throws Exception {
        return Files.readString(temporary.resolve("data/tokens/custodian.token"))
                .strip();
    }

    private HttpResponse<String> send(String method, String path, @Nullable String token, @Nullable String body)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return http(body == null ? request : request.header("Content-Type", "application/json"));
    }

    private static HttpResponse<String> http(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private Path token() {
        return temporary.resolve("token");
    }

    private Path output() {
        return temporary.resolve("output");
    }

    private boolean postgresRuns() {
        return Files.exists(temporary.resolve("data/postgres/postmaster.pid"));
    }

    private void serve() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-jar",
                        APP.toAbsolutePath().toString(),
                        "serve")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()));
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH", "/usr/bin:/bin",
                        "LC_ALL", "C.UTF-8",
                        "SILLOK_DATA_DIR", temporary.resolve("data").toString(),
                        "SILLOK_LOG_HIGH_WATER_MARK", temporary.resolve("mark").toString(),
                        "QUARKUS_HTTP_PORT", "0",
                        "SILLOK_JOBS_LEASE", "PT4S",
                        "SILLOK_JOBS_HEARTBEAT", "PT1S"));
        builder.environment()
                .putAll(Map.of(
                        "SILLOK_VAULT_KIND", "transit",
                        "SILLOK_VAULT_TRANSIT_URL", engine.address().toString(),
                        "SILLOK_VAULT_TRANSIT_KEY", "sillok",
                        "SILLOK_VAULT_TRANSIT_TOKEN_FILE", token().toString(),
                        "SILLOK_VAULT_TRANSIT_TIMEOUT", "PT5S"));
        service = builder.start();
        Path file = temporary.resolve("data/service.json");
        for (int i = 0; i < 1_800; i++) {
            assertThat(service.isAlive()).as(Files.readString(output())).isTrue();
            JsonNode self = Files.exists(file) ? JSON.readTree(Files.readString(file)) : JSON.nullNode();
            if (self.path("pid").asLong() == service.pid()) {
                base = URI.create(self.path("address").asText());
                if (send("GET", "/q/health/ready", null, null).statusCode() == 200) {
                    return;
                }
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("not ready: " + Files.readString(output()));
    }
}
