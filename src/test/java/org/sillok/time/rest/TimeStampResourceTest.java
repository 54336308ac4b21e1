package org.sillok.time.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sillok.crypto.RevocationList;
import org.sillok.crypto.Sha2;
import org.sillok.crypto.SignedTime;
import org.sillok.crypto.TimeStampRoots;
import org.sillok.crypto.TimeStampToken;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.log.LogEntry;
import org.sillok.log.TransparencyLog;
import org.sillok.log.core.LogPolicy;
import org.sillok.log.core.SignedCheckpoint;
import org.sillok.platform.PostgresTestResource;
import org.sillok.time.StampingProfile;
import org.sillok.verify.ReceiptVerifier;
import org.sillok.verify.Trust;
import org.sillok.verify.Verdict;

/** Time-stamps over HTTP, with the worker running beside, as anybody without a token sees them. */
@QuarkusTest
@TestProfile(StampingProfile.class)
@WithTestResource(PostgresTestResource.class)
class TimeStampResourceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String STAMPS = "/log/time-stamps";

    @Inject
    TransparencyLog log;

    @Inject
    TestParties parties;

    @BeforeEach
    @AfterEach
    void everybodyIsHonest() {
        mood("alpha", "HONEST");
        mood("beta", "HONEST");
    }

    private static void mood(String authority, String mood) {
        String address = ConfigProvider.getConfig().getValue("sillok.time.authorities." + authority, String.class);
        given().baseUri(URI.create(address).resolve("/").toString())
                .get("mood/" + mood)
                .then()
                .statusCode(200);
    }

    /** Appends an entry and returns a size that covers it. */
    private long grow() {
        Digest leafHash = QuarkusTransaction.requiringNew()
                .call(() -> log.append(new LogEntry(Bytes.utf8("leaf " + System.nanoTime()), Bytes.utf8("record"))));
        long index = log.awaitIndex(leafHash, PATIENCE).orElseThrow();
        assertThat(log.awaitPublished(index, PATIENCE)).isPresent();
        return index + 1;
    }

    private static JsonPath newest() {
        return given().get(STAMPS + "?limit=1").then().statusCode(200).extract().jsonPath();
    }

    private static long stamped(long atLeast, String... authorities) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - end < 0) {
            for (Map<String, ?> round : given().get(STAMPS).jsonPath().<Map<String, ?>>getList("items")) {
                long size = ((Number) round.get("size")).longValue();
                List<Object> states = new ArrayList<>();
                for (Object line : (List<?>) round.get("stamps")) {
                    if (List.of(authorities).contains(((Map<?, ?>) line).get("authority"))) {
                        states.add(((Map<?, ?>) line).get("state"));
                    }
                }
                if (size >= atLeast
                        && states.size() == authorities.length
                        && states.stream().allMatch("STAMPED"::equals)) {
                    return size;
                }
            }
            Thread.sleep(100);
        }
        throw new AssertionError("not stamped in time: " + newest().prettify());
    }

    private static TimeStampRoots roots() throws Exception {
        return TimeStampRoots.ofPem(
                Files.readString(Path.of(ConfigProvider.getConfig().getValue("sillok.time.roots", String.class))));
    }

    @Test
    void anybodyCanCheckATimeStampWithoutAToken() throws Exception {
        long size = stamped(grow(), "alpha", "beta");
        byte[] note = bytes(STAMPS + "/" + size + "/checkpoint", "text/plain; charset=utf-8");
        LogPolicy policy = LogPolicy.parse(given().get("/log/policy").asString());
        assertThat(SignedCheckpoint.verify(Bytes.of(note), policy).checkpoint().size())
                .isEqualTo(size);
        for (String authority : List.of("alpha", "beta")) {
            String place = STAMPS + "/" + size + "/" + authority;
            byte[] response = bytes(place + ".tsr", "application/timestamp-reply");
            RevocationList first = RevocationList.parse(bytes(place + ".crl", "application/pkix-crl"));
            RevocationList second = RevocationList.parse(bytes(place + ".1.crl", "application/pkix-crl"));
            SignedTime time =
                    TimeStampToken.parseResponse(response).verify(Sha2.sha512(note), roots(), List.of(first, second));
            assertThat(time)
                    .isInstanceOfSatisfying(
                            SignedTime.Proven.class,
                            proven -> assertThat(proven.revocationChecked()).isTrue());
        }
    }

    private static byte[] bytes(String path, String type) {
        return given().get(path)
                .then()
                .statusCode(200)
                .contentType(equalTo(type))
                .header("Cache-Control", "public, max-age=31536000, immutable")
                .extract()
                .asByteArray();
    }

    @Test
    void theListGoesOnWithACursor() throws Exception {
        stamped(grow(), "alpha", "beta");
        stamped(grow(), "alpha", "beta");
        JsonPath first = newest();
        String cursor = first.getString("next");
        JsonPath second = given().get(STAMPS + "?limit=1&cursor=" + cursor)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(second.getLong("items[0].size")).isLessThan(first.getLong("items[0].size"));
        given().get(STAMPS + "?cursor=bm8").then().statusCode(400).body("type", equalTo("/problems/invalid-cursor"));
        given().get(STAMPS + "?sort=up").then().statusCode(400).body("type", equalTo("/problems/unknown-parameter"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/999999999/checkpoint",
                "/999999999/alpha.tsr",
                "/999999999/alpha.crl",
                "/1/gamma.tsr",
                "/1/-.tsr"
            })
    void whatDoesNotExistIsNotFound(String path) {
        given().get(STAMPS + path).then().statusCode(404).body("type", equalTo("/problems/not-found"));
    }

    @Test
    void depositsAndReceiptsGoOnWhileAnAuthorityHangs() throws Exception {
        stamped(grow(), "alpha", "beta");
        mood("alpha", "SLOW_BYTE_BY_BYTE");
        mood("beta", "SILENT");
        for (int i = 0; i < 20; i++) {
            long start = System.nanoTime();
            grow();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!given().get("/q/health/well").asString().contains("TIMED_OUT") && System.nanoTime() - end < 0) {
            Thread.sleep(100);
        }
        given().get("/q/health/well").then().statusCode(503).body(containsString("TIMED_OUT"));
        given().get("/q/health/ready").then().statusCode(200);
        mood("beta", "HONEST");
        mood("alpha", "HONEST");
        stamped(grow(), "alpha", "beta");
    }

    @Test
    void aReceiptCarriesTheTimeStampsAndIsVerifiedOffline() throws Exception {
        TestParties.Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        String item = ngo.request()
                .multiPart("metadata", "{\"title\":{\"en\":\"Invented\"},\"kind\":\"DOCUMENT\"}", "application/json")
                .multiPart("file", "a.txt", "invented".getBytes(StandardCharsets.UTF_8), "text/plain")
                .post("/api/v1/items")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        stamped(grow(), "alpha", "beta");
        byte[] receipt = ngo.request()
                .accept("*/*")
                .get("/api/v1/items/" + item + "/receipt")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        Trust trust = Trust.ofFile(given().get("/log/policy").asString()).withTimeRoots(roots());

        Verdict verdict = ReceiptVerifier.verify(receipt, trust, List.of());
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Verified.class, verified -> {
            assertThat(verified.account().times()).hasSize(2);
            assertThat(verified.account().times()).allMatch(time -> time.proven());
        });
    }

    @Test
    void metricsTellAgeAndDifference() throws Exception {
        stamped(grow(), "alpha", "beta");
        parties.custodian()
                .request()
                .accept("text/plain")
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("sillok_time_stamp_age{authority=\"alpha\""))
                .body(containsString("sillok_time_clock_difference{authority=\"beta\""))
                .body(containsString("sillok_time_failures_total{authority=\"beta\",problem=\"WRONG_NONCE\""));
    }
}
