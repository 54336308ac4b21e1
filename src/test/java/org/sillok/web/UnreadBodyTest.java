package org.sillok.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.platform.PostgresTestResource;
import org.sillok.upload.TusClient;

/** Answers that are made before the request's body has been read, and what becomes of the connection. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@Timeout(120)
class UnreadBodyTest {
    private static final byte[] PART = new byte[1_200_000];
    private static final String LARGE = "Content-Length: 50000000";
    private static final String TUS = "Tus-Resumable: 1.0.0";
    private static final String BYTES = "Content-Type: application/offset+octet-stream";
    private static final String JSON = "Content-Type: application/json";
    private static final String FORM = "Content-Type: multipart/form-data; boundary=XyZ";
    private static final String ITEMS = "/api/v1/items";

    @Inject
    TestParties parties;

    @TestHTTPResource("/")
    URI service;

    private TestParties.Actor actor;
    private TusClient tus;

    /** A request that is refused; in its path and its lines {@code %s} is an upload of 1,000 bytes. */
    record Refused(int status, String problem, Who who, String method, String path, String... headers) {
        enum Who {
            NOBODY,
            AUDITOR,
            CONTRIBUTOR
        }

        @Override
        public String toString() {
            return status + " " + problem + ": " + method + " " + path;
        }
    }

    static Stream<Refused> refused() {
        String upload = "/api/v1/uploads/%s";
        String unknown = "/api/v1/uploads/upl_aaaaaaaaaaaaaaaaaaaaaaaaaa";
        String at = "Upload-Offset: ";
        return Stream.of(
                new Refused(401, "unauthenticated", Refused.Who.NOBODY, "PATCH", upload, TUS, BYTES, at + 0),
                new Refused(401, "unauthenticated", Refused.Who.NOBODY, "POST", ITEMS, FORM),
                new Refused(401, "unauthenticated", Refused.Who.NOBODY, "POST", "/nowhere", JSON),
                new Refused(403, "forbidden", Refused.Who.AUDITOR, "PATCH", upload, TUS, BYTES, at + 0),
                new Refused(404, "not-found", Refused.Who.CONTRIBUTOR, "PATCH", unknown, TUS, BYTES, at + 0),
                new Refused(404, "not-found", Refused.Who.CONTRIBUTOR, "POST", "/nowhere", JSON),
                new Refused(405, "method-not-allowed", Refused.Who.CONTRIBUTOR, "PUT", ITEMS, JSON),
                new Refused(
                        409, "upload-offset-conflict", Refused.Who.CONTRIBUTOR, "PATCH", upload, TUS, BYTES, at + 7),
                new Refused(412, "tus-version-unsupported", Refused.Who.CONTRIBUTOR, "PATCH", upload, BYTES, at + 0),
                new Refused(413, "payload-too-large", Refused.Who.CONTRIBUTOR, "PATCH", upload, TUS, BYTES, at + 0),
                new Refused(413, "payload-too-large", Refused.Who.CONTRIBUTOR, "POST", "/api/v1/sources", JSON),
                new Refused(415, "unsupported-media-type", Refused.Who.CONTRIBUTOR, "PATCH", upload, TUS, at + 0),
                new Refused(415, "unsupported-media-type", Refused.Who.CONTRIBUTOR, "POST", ITEMS, "Content-Type: a/b"),
                new Refused(413, "payload-too-large", Refused.Who.CONTRIBUTOR, "POST", ITEMS, JSON),
                new Refused(400, "invalid-header", Refused.Who.CONTRIBUTOR, "PATCH", upload, TUS, BYTES, at + "x"));
    }

    @BeforeEach
    void aContributor() {
        actor = parties.newPartyWith(Role.CONTRIBUTOR);
        tus = new TusClient(service, actor);
    }

    @Test
    void anEarlyAnswerSaysThatTheConnectionEndsAndItEnds() throws Exception {
        allAtOnce(LARGE, (request, line) -> {
            line.send(PART);
            RawLine.Answer answer = line.answer();
            assertThat(answer.body()).contains("/problems/" + request.problem());
            assertThat(answer.status()).isEqualTo(request.status());
            assertThat(answer.closes()).isTrue();
            line.ends();
        });
    }

    @Test
    void whoOnlyListensWhenAllIsSentHearsTheAnswer() throws Exception {
        allAtOnce("Content-Length: 12000000", (request, line) -> {
            for (int part = 0; part < 10; part++) {
                line.send(PART);
                Thread.sleep(part % 5 == 0 ? 500 : 5);
            }
            RawLine.Answer answer = line.answer();
            assertThat(answer.status()).isEqualTo(request.status());
            assertThat(answer.closes()).isTrue();
            line.ends();
        });
    }

    /** What is done on a line whose request is going to be refused. */
    private interface Trial {
        void on(Refused request, RawLine line) throws Exception;
    }

    // Each is waiting for seconds, for a line that the service closes: so all of them wait together.
    private void allAtOnce(String length, Trial trial) throws Exception {
        Map<Refused, Callable<Void>> trials = new LinkedHashMap<>();
        for (Refused request : refused().toList()) {
            trials.put(request, trialOf(request, length, trial));
        }
        ExecutorService threads = Executors.newFixedThreadPool(trials.size());
        try {
            Map<Refused, Future<Void>> running = new LinkedHashMap<>();
            trials.forEach((request, one) -> running.put(request, threads.submit(one)));
            for (Map.Entry<Refused, Future<Void>> one : running.entrySet()) {
                assertThat(one.getValue()).as(one.getKey().toString()).succeedsWithin(Duration.ofMinutes(2));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Callable<Void> trialOf(Refused request, String length, Trial trial) throws IOException {
        String token = switch (request.who()) {
            case NOBODY -> null;
            case AUDITOR -> parties.newPartyWith(Role.AUDITOR).token();
            case CONTRIBUTOR -> actor.token();
        };
        String upload = TusClient.id(tus.create("Upload-Length", "1000").path());
        String[] headers =
                Stream.concat(Stream.of(request.headers()), Stream.of(length)).toArray(String[]::new);
        return () -> {
            try (RawLine line =
                    new RawLine(service).head(request.method(), request.path().formatted(upload), token, headers)) {
                trial.on(request, line);
            }
            return null;
        };
    }

    @Test
    void aDepositIsRefusedInTheMiddleOfItsBody() throws Exception {
        String other = "--XyZ\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\n";
        try (RawLine line = new RawLine(service).head("POST", ITEMS, actor.token(), FORM, LARGE)) {
            RawLine.Answer answer = line.send(other.getBytes(StandardCharsets.US_ASCII))
                    .send(PART)
                    .answer();
            assertThat(answer.body()).contains("/problems/malformed-multipart");
            assertThat(answer.closes()).isTrue();
            line.ends();
        }
    }

    @Test
    void aJsonBodyOfUnknownLengthThatNeverEndsIsAnsweredAndTheConnectionEnds() throws Exception {
        try (RawLine line = new RawLine(service)
                .head("POST", "/api/v1/sources", actor.token(), JSON, "Transfer-Encoding: chunked")) {
            line.send(chunk("{\"label\":\"" + "x".repeat(BodyLimit.MAX_BYTES)));
            RawLine.Answer answer = line.answer();
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.closes()).isTrue();
            line.ends();
        }
    }

    @Test
    void aBodyThatNeverEndsIsNotReadForEver() throws Exception {
        byte[] million = chunk("x".repeat(1_000_000));
        long sent = 0;
        try (RawLine line =
                new RawLine(service).head("POST", "/api/v1/sources", null, JSON, "Transfer-Encoding: chunked")) {
            while (sent < 4_000) {
                line.send(million);
                sent++;
            }
        } catch (IOException ended) {
            // The service has closed the connection.
        }
        assertThat(sent).isLessThan(100);
    }

    @Test
    void whoReadsTheWholeBodyKeepsTheConnection() throws Exception {
        String path = tus.create("Upload-Length", "2400000").path();
        try (RawLine line = new RawLine(service)) {
            for (int at = 0; at < 2_400_000; at += PART.length) {
                line.head(
                        "PATCH",
                        path,
                        actor.token(),
                        TUS,
                        BYTES,
                        "Upload-Offset: " + at,
                        "Content-Length: " + PART.length);
                RawLine.Answer answer = line.send(PART).answer();
                assertThat(answer.status()).isEqualTo(204);
                assertThat(answer.closes()).isFalse();
            }
            RawLine.Answer list =
                    line.head("GET", "/api/v1/uploads", actor.token()).answer();
            assertThat(list.status()).isEqualTo(200);
            assertThat(list.closes()).isFalse();
        }
    }

    @Test
    void aSmallBodyThatNobodyReadsIsNotWorthAConnection() throws Exception {
        byte[] body = "{\"label\": 1".getBytes(StandardCharsets.US_ASCII);
        try (RawLine line = new RawLine(service)) {
            for (int time = 0; time < 3; time++) {
                for (String token : new String[] {null, actor.token()}) {
                    line.head("POST", "/api/v1/sources", token, JSON, "Content-Length: " + body.length);
                    RawLine.Answer answer = line.send(body).answer();
                    assertThat(answer.status()).isEqualTo(token == null ? 401 : 400);
                    assertThat(answer.closes()).isFalse();
                }
            }
        }
    }

    @Test
    void theRestOfASmallBodyIsNotAwaitedForEver() throws Exception {
        try (RawLine line = new RawLine(service).head("POST", "/api/v1/sources", null, JSON, "Content-Length: 1000")) {
            assertThat(line.send(new byte[10]).answer().status()).isEqualTo(401);
            line.ends();
        }
    }

    @Test
    void whoWaitsForPermissionToSendIsToldToOrRefused() throws Exception {
        String path = tus.create("Upload-Length", "1000").path();
        String expect = "Expect: 100-continue";
        try (RawLine line = new RawLine(service)) {
            line.head("PATCH", path, actor.token(), TUS, BYTES, expect, "Upload-Offset: 0", "Content-Length: 1000");
            assertThat(line.answer().status()).isEqualTo(100);
            RawLine.Answer done = line.send(new byte[1000]).answer();
            assertThat(done.status()).isEqualTo(204);
            assertThat(done.closes()).isFalse();
            // Nobody can tell whether a body follows the refusal or the next request, however short it is.
            line.head("PATCH", path, null, TUS, BYTES, expect, "Upload-Offset: 0", "Content-Length: 10");
            RawLine.Answer refused = line.answer();
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.closes()).isTrue();
            line.ends();
        }
    }

    private static byte[] chunk(String text) {
        return (Integer.toHexString(text.length()) + "\r\n" + text + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }
}
