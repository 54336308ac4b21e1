package org.sillok.bundle.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.sillok.agreement.AgreementCast.problem;
import static org.sillok.request.RequestCast.asOwner;
import static org.sillok.request.RequestCast.base64;
import static org.sillok.request.RequestCast.number;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.sillok.consent.TestConsents;
import org.sillok.crypto.Sha2;
import org.sillok.crypto.TestCertificates;
import org.sillok.kernel.Base64Url;
import org.sillok.platform.PostgresTestResource;
import org.sillok.storage.ObjectName;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class DeliveryTest extends DeliveryCase {
    @Test
    void aBundleIsAcceptedDownloadedInPartsAndDelivered() throws Exception {
        String id = ready(FIRST, SECOND);
        JsonPath before = seen(cast.mechanism, id);
        assertThat(before.getString("viewpoint")).isEqualTo("RECIPIENT");
        assertThat(before.getInt("items")).isEqualTo(1);
        assertThat(before.getString("undertakings.texts[0].text.en")).contains("lock and key");
        assertThat(before.getString("undertakings.conditions[0].en")).contains("hand it on");
        assertThat(before.getList("parts.length", Integer.class)).containsExactly(FIRST.length, SECOND.length);
        problem(part(id, 1), 409, "undertakings-open");
        problem(accept(id, Base64Url.encode(new byte[32])), 409, "undertakings-open");
        accept(id).then().statusCode(200);
        accept(id).then().statusCode(200);
        String acceptedAt = seen(cast.mechanism, id).getString("acceptedAt");
        assertThat(acceptedAt).isNotNull();
        Response first = part(id, 1);
        first.then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .header("Accept-Ranges", "bytes")
                .header("Content-Length", String.valueOf(FIRST.length))
                .header(
                        "Repr-Digest",
                        containsString("sha-256=:" + base64(Sha2.sha256(FIRST).toArray()) + ":"))
                .header("Content-Digest", containsString("sha-512=:"))
                .header("Content-Disposition", "attachment; filename=\"" + id + ".zip.1.cms\"");
        assertThat(first.asByteArray()).isEqualTo(FIRST);
        JsonPath half = seen(cast.mechanism, id);
        assertThat(half.getList("parts.sent", Boolean.class)).containsExactly(true, false);
        assertThat(half.getString("deliveredAt")).isNull();
        assertThat(part(id, 2).asByteArray()).isEqualTo(SECOND);
        JsonPath after = seen(cast.mechanism, id);
        assertThat(after.getString("deliveredAt")).isNotNull();
        assertThat(after.getString("acceptedAt")).isEqualTo(acceptedAt);
        assertThat(types(cast.mechanism, id)).containsExactly("SEALED", "UNDERTAKINGS_ACCEPTED", "DELIVERED");
        part(id, 2).then().statusCode(200);
        assertThat(types(cast.mechanism, id)).hasSize(3);
        assertThat(told(cast.mechanism, id)).containsExactly("BUNDLE_DELIVERED");
        assertThat(told(cast.ngo, id)).containsExactly("BUNDLE_DELIVERED");
    }

    @Test
    void aDownloadIsResumedFromWhereItBrokeOff() {
        String id = accepted(FIRST);
        Response head = any(cast.mechanism).head(BUNDLES + id + "/parts/1");
        head.then().statusCode(200).header("Content-Length", String.valueOf(FIRST.length));
        Response begun = range(id, 1, "bytes=0-99999");
        begun.then().statusCode(206).header("Content-Range", "bytes 0-99999/200000");
        assertThat(begun.asByteArray()).isEqualTo(Arrays.copyOf(FIRST, 100_000));
        assertThat(begun.header("ETag")).isEqualTo(head.header("ETag"));
        assertThat(seen(cast.mechanism, id).getBoolean("parts[0].sent")).isFalse();
        Response rest = any(cast.mechanism)
                .header("Range", "bytes=100000-")
                .header("If-Range", begun.header("ETag"))
                .get(BUNDLES + id + "/parts/1");
        rest.then().statusCode(206).header("Content-Range", "bytes 100000-199999/200000");
        assertThat(rest.asByteArray()).isEqualTo(Arrays.copyOfRange(FIRST, 100_000, 200_000));
        assertThat(seen(cast.mechanism, id).getString("deliveredAt")).isNotNull();
        any(cast.mechanism)
                .header("Range", "bytes=100000-")
                .header("If-Range", "\"another\"")
                .get(BUNDLES + id + "/parts/1")
                .then()
                .statusCode(200);
        problem(part(id, 2), 404, "not-found");
        problem(any(cast.mechanism).get(BUNDLES + id + "/parts/0"), 404, "not-found");
    }

    @Test
    void onlyWhatIsSentIsRecordedAsADownload() throws Exception {
        String id = accepted(FIRST);
        String etag = any(cast.mechanism)
                .head(BUNDLES + id + "/parts/1")
                .then()
                .extract()
                .header("ETag");
        Response outside = range(id, 1, "bytes=200000-");
        problem(outside, 416, "range-not-satisfiable");
        assertThat(outside.header("Content-Range")).isEqualTo("bytes */200000");
        any(cast.mechanism)
                .header("If-None-Match", etag)
                .get(BUNDLES + id + "/parts/1")
                .then()
                .statusCode(304);
        problem(
                any(cast.mechanism).header("If-None-Match", "nonsense").get(BUNDLES + id + "/parts/1"),
                400,
                "invalid-header");
        assertThat(downloads(id)).isZero();
        range(id, 1, "bytes=0-9").then().statusCode(206);
        assertThat(downloads(id)).isEqualTo(1);
    }

    /** How many reading sessions of parts of the bundle are on record. */
    private static int downloads(String id) throws Exception {
        return number("select count(*) from custody_reading where event = 'DOWNLOADED' and target like '" + id + "%'");
    }

    @Test
    void aRevokedKeyVoidsWhatIsEncryptedForItAndNothingElse() throws Exception {
        String first = accepted(FIRST);
        String newer = cast.encryptionKey(cast.mechanism);
        String second = accepted(SECOND);
        revoke(newer);
        problem(part(second, 1), 409, "bundle-void");
        any(cast.mechanism).head(BUNDLES + second + "/parts/1").then().statusCode(409);
        part(first, 1).then().statusCode(200);
        cast.encryptionKey(cast.mechanism);
        problem(part(second, 1), 409, "bundle-void");
        revoke(certificate);
        problem(part(first, 1), 409, "bundle-void");
        assertThat(types(cast.mechanism, second)).doesNotContain("DELIVERED");
    }

    private void revoke(String key) {
        cast.mechanism
                .request()
                .post("/api/v1/parties/" + cast.mechanism.party() + "/keys/" + key + "/revoke")
                .then()
                .statusCode(200);
    }

    @Test
    void aCertificateThatIsNotValidAnyMoreVoidsWhatIsEncryptedForIt() throws Exception {
        Instant end = Instant.now().plus(Duration.ofSeconds(15));
        cast.encryptionKey(
                cast.mechanism,
                TestCertificates.certificate(
                        TestCertificates.ec("P-256").getPublic(), end.minus(Duration.ofDays(1)), end, 0));
        String id = accepted(FIRST);
        range(id, 1, "bytes=0-9").then().statusCode(206);
        Thread.sleep(Math.max(0, Duration.between(Instant.now(), end).toMillis()) + 1_500);
        problem(part(id, 1), 409, "bundle-void");
    }

    @Test
    void afterAWithdrawalNothingMoreLeavesAlsoWhenADownloadHadBegun() throws Exception {
        String id = accepted(FIRST);
        range(id, 1, "bytes=0-9").then().statusCode(206);
        TestConsents.addEvent(
                        cast.ngo,
                        consent,
                        Map.of("state", "WITHDRAWN", "saidAt", TestConsents.LONG_AGO, "by", "SELF", "reason", "afraid"))
                .then()
                .statusCode(201);
        problem(range(id, 1, "bytes=10-"), 409, "bundle-void");
        problem(part(id, 1), 409, "bundle-void");
        any(cast.mechanism).head(BUNDLES + id + "/parts/1").then().statusCode(409);
        assertThat(types(cast.mechanism, id)).doesNotContain("DELIVERED");
    }

    @Test
    void whatIsNotReadyOrHasExpiredIsNotHandedOver() throws Exception {
        String sealed = bundles.sealed("SEALED", request, FIRST);
        accept(sealed).then().statusCode(200);
        problem(part(sealed, 1), 409, "bundle-not-ready");
        String late = accepted(FIRST);
        asOwner("update bundle_bundle set expires_at = now() - interval '1 second' where id = '" + late + "'");
        problem(part(late, 1), 410, "bundle-expired");
        String expired = ready(FIRST);
        asOwner("update bundle_bundle set state = 'EXPIRED', ended_at = now(), plan = null where id = '" + expired
                + "'");
        problem(accept(expired, Base64Url.encode(new byte[32])), 410, "bundle-expired");
        problem(part(expired, 1), 410, "bundle-expired");
    }

    @Test
    void aPartThatWasAlteredOrLostNeverArrivesWhole() {
        String id = accepted(FIRST, SECOND);
        store.discard(new ObjectName("bundle/test/" + id + "/0001.cms"));
        problem(part(id, 1), 409, "bundle-content");
        store.discard(new ObjectName("bundle/test/" + id + "/0002.cms"));
        byte[] altered = SECOND.clone();
        altered[3] ^= 1;
        store.put(new ObjectName("bundle/test/" + id + "/0002.cms"), altered);
        try {
            assertThat(part(id, 2).asByteArray().length).isLessThan(SECOND.length);
        } catch (Exception e) {
            // The connection ends before the announced length: clients tell that in ways of their own.
            assertThat(e).isNotNull();
        }
        assertThat(seen(cast.mechanism, id).getList("parts.sent", Boolean.class))
                .containsOnly(false);
    }

    @Test
    void ofParallelDownloadsOneSaysThatItWasDelivered() throws Exception {
        String id = accepted(FIRST);
        List<CompletableFuture<Response>> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            all.add(CompletableFuture.supplyAsync(() -> part(id, 1)));
        }
        for (CompletableFuture<Response> one : all) {
            assertThat(one.get().asByteArray()).isEqualTo(FIRST);
        }
        assertThat(Collections.frequency(types(cast.mechanism, id), "DELIVERED"))
                .isEqualTo(1);
        assertThat(told(cast.ngo, id)).containsExactly("BUNDLE_DELIVERED");
    }

    @Test
    void whoBreaksOffHasNotReceivedIt() throws Exception {
        byte[] long1 = bytes(3, 40_000_000);
        String id = accepted(long1);
        URI server = URI.create(ConfigProvider.getConfig().getValue("test.url", String.class));
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.getOutputStream()
                    .write(("GET " + BUNDLES + id + "/parts/1 HTTP/1.1\r\nHost: " + server.getAuthority()
                                    + "\r\nAuthorization: Bearer " + cast.mechanism.token() + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            assertThat(new String(in.readNBytes(12), StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200");
            in.readNBytes(100_000);
        }
        Thread.sleep(1_500);
        assertThat(seen(cast.mechanism, id).getBoolean("parts[0].sent")).isFalse();
        assertThat(types(cast.mechanism, id)).doesNotContain("DELIVERED");
    }
}
