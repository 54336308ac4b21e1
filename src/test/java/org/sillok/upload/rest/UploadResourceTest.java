package org.sillok.upload.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sillok.crypto.Sha2;
import org.sillok.crypto.SignatureInvalidException;
import org.sillok.custody.StatementKey;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.kernel.Digest;
import org.sillok.platform.PostgresTestResource;
import org.sillok.upload.TusClient;
import org.sillok.upload.TusClient.Answer;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class UploadResourceTest {
    private static final String UPLOADS = "/api/v1/uploads";
    private static final byte[] NOTHING = {};

    @Inject
    TestParties parties;

    @Inject
    StatementKey key;

    @TestHTTPResource("/")
    URI service;

    private TestParties.Actor actor;
    private TusClient tus;

    @BeforeEach
    void aContributor() {
        actor = parties.newPartyWith(Role.CONTRIBUTOR);
        tus = new TusClient(service, actor);
    }

    @Test
    void optionsTellWhatIsSpoken() throws IOException {
        Answer answer = tus.send("OPTIONS", UPLOADS, NOTHING);
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Tus-Version")).isEqualTo("1.0.0");
        assertThat(answer.header("Tus-Resumable")).isEqualTo("1.0.0");
        assertThat(answer.header("Tus-Extension").split(","))
                .containsExactlyInAnyOrder(
                        "creation",
                        "creation-with-upload",
                        "creation-defer-length",
                        "checksum",
                        "expiration",
                        "termination",
                        "concatenation");
        assertThat(answer.header("Tus-Max-Size")).isEqualTo(Long.toString(20L << 30));
        assertThat(answer.header("Tus-Checksum-Algorithm")).isEqualTo("sha1,sha256,sha512");
    }

    @Test
    void anUploadIsResumedWhereItIsAndEveryAnswerSignsWhatArrived() throws Exception {
        byte[] file = random(200_000);
        Answer created = tus.create(
                "Upload-Length",
                "200000",
                "Upload-Metadata",
                "filename " + TusClient.base64("진술 ①.bin") + ",filetype " + TusClient.base64("application/x-test"),
                "Repr-Digest",
                TusClient.digest(file));
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Tus-Resumable")).isEqualTo("1.0.0");
        assertThat(created.header("Upload-Expires")).matches("[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} .* GMT");
        String path = created.path();
        assertArrived(created, path, NOTHING, 200_000);
        assertArrived(tus.patch(path, 0, Arrays.copyOf(file, 70_000)), path, Arrays.copyOf(file, 70_000), 200_000);

        Answer head = tus.head(path);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Upload-Length")).isEqualTo("200000");
        assertThat(head.header("Upload-Metadata")).startsWith("filename ");
        assertThat(head.header("Cache-Control")).isEqualTo("no-store");
        assertArrived(head, path, Arrays.copyOf(file, 70_000), 200_000);

        assertArrived(tus.patch(path, 70_000, Arrays.copyOfRange(file, 70_000, 200_000)), path, file, 200_000);
        JsonPath shown = JsonPath.from(tus.send("GET", path, NOTHING).body());
        assertThat(shown.getString("state")).isEqualTo("FINISHED");
        assertThat(shown.getString("fileName")).isEqualTo("진술 ①.bin");
        assertThat(shown.getString("mediaType")).isEqualTo("application/x-test");
        assertThat(shown.getString("sha256")).isEqualTo(Sha2.sha256(file).hex());
        assertThat(shown.getLong("length")).isEqualTo(200_000);
        assertThat(shown.getString("attestation.signature")).isNotEmpty();
        assertThat(JsonPath.from(tus.send("GET", UPLOADS, NOTHING).body()).getList("items"))
                .hasSize(1);
    }

    private void assertArrived(Answer answer, String path, byte[] bytes, long length) throws SignatureInvalidException {
        assertThat(answer.offset()).isEqualTo(bytes.length);
        assertThat(answer.header("Upload-Digest")).isEqualTo(TusClient.digest(bytes));
        String[] members = answer.header("Upload-Attestation").split(", ");
        byte[] signed = member(members[0], "bytes");
        key.publicKey().verify(signed, member(members[1], "signature"));
        assertThat(Digest.sha256(member(members[2], "key"))).isEqualTo(key.id());
        assertThat(new String(signed, StandardCharsets.UTF_8))
                .matches("\\{\"v\":\"sillok/upload/1\",\"upload\":\"" + TusClient.id(path) + "\",\"offset\":"
                        + bytes.length + ",\"length\":" + length + ",\"sha256\":\""
                        + Sha2.sha256(bytes).hex() + "\",\"time\":\"[0-9TZ:.-]{24}\"}");
    }

    private static byte[] member(String member, String name) {
        assertThat(member).startsWith(name + "=:").endsWith(":");
        return Base64.getDecoder().decode(member.substring(name.length() + 2, member.length() - 1));
    }

    @Test
    void anEmptyUploadIsFinishedAtOnce() throws IOException {
        String path = tus.create("Upload-Length", "0", "Repr-Digest", TusClient.digest(NOTHING))
                .path();
        assertThat(JsonPath.from(tus.send("GET", path, NOTHING).body()).getString("state"))
                .isEqualTo("FINISHED");
        problem(
                tus.create("Upload-Length", "0", "Repr-Digest", TusClient.digest(new byte[1])),
                460,
                "upload-digest-mismatch");
    }

    @Test
    void bytesMayComeWithTheCreation() throws IOException {
        byte[] file = random(1000);
        Answer answer = tus.tus(
                "POST",
                UPLOADS,
                Arrays.copyOf(file, 600),
                "Upload-Length",
                "1000",
                "Content-Type",
                "application/offset+octet-stream");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.offset()).isEqualTo(600);
        assertThat(tus.patch(answer.path(), 600, Arrays.copyOfRange(file, 600, 1000))
                        .header("Upload-Digest"))
                .isEqualTo(TusClient.digest(file));
        problem(
                tus.tus("POST", UPLOADS, file, "Upload-Length", "1000", "Content-Type", "text/plain"),
                415,
                "unsupported-media-type");
        problem(
                tus.tus(
                        "POST",
                        UPLOADS,
                        file,
                        "Upload-Length",
                        "999",
                        "Content-Type",
                        "application/offset+octet-stream"),
                413,
                "payload-too-large");
        assertThat(JsonPath.from(tus.send("GET", UPLOADS, NOTHING).body()).getList("items"))
                .hasSize(1);
    }

    @Test
    void aRepeatedCreationWithAKeyIsOneUpload() throws IOException {
        Answer first = tus.create("Upload-Length", "5", "Idempotency-Key", "k1");
        Answer second = tus.create("Upload-Length", "5", "Idempotency-Key", "k1");
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.path()).isEqualTo(first.path());
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        problem(tus.create("Upload-Length", "6", "Idempotency-Key", "k1"), 422, "idempotency-key-reused");
    }

    @Test
    void aRefusedCreationWithAKeyLeavesAnUploadThatItsRepetitionFinds() throws IOException {
        byte[] file = random(1000);
        String[] headers = {
            "Upload-Length",
            "1000",
            "Content-Type",
            "application/offset+octet-stream",
            "Idempotency-Key",
            "refused",
            "Upload-Checksum",
            "sha256 " + Base64.getEncoder().encodeToString(Sha2.sha256(file).toArray())
        };
        byte[] wrong = file.clone();
        wrong[0] ^= 1;
        problem(tus.tus("POST", UPLOADS, wrong, headers), 460, "upload-checksum-mismatch");
        Answer repeated = tus.tus("POST", UPLOADS, file, headers);
        assertThat(repeated.status()).isEqualTo(201);
        assertThat(repeated.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(repeated.offset()).isZero();
        assertThat(tus.patch(repeated.path(), 0, file).offset()).isEqualTo(1000);
        assertThat(tus.tus("POST", UPLOADS, file, headers).offset()).isEqualTo(1000);
    }

    @Test
    void theLengthMayBeSaidLaterButOnlyOnce() throws IOException {
        String path = tus.create("Upload-Defer-Length", "1").path();
        assertThat(tus.head(path).header("Upload-Defer-Length")).isEqualTo("1");
        assertThat(tus.patch(path, 0, random(100)).status()).isEqualTo(204);
        problem(tus.patch(path, 100, random(10), "Upload-Length", "99"), 400, "invalid-header");
        problem(tus.patch(path, 100, random(10), "Upload-Length", "99999999999999999999"), 413, "payload-too-large");
        assertThat(tus.patch(path, 100, random(10), "Upload-Length", "120").offset())
                .isEqualTo(110);
        problem(tus.patch(path, 110, random(10), "Upload-Length", "121"), 400, "invalid-header");
        assertThat(tus.patch(path, 110, random(10), "Upload-Length", "120").offset())
                .isEqualTo(120);
        assertThat(tus.head(path).header("Upload-Length")).isEqualTo("120");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha1 SHA-1", "sha256 SHA-256", "sha512 SHA-512"})
    void wrongBytesOfTheRightLengthAreRejectedByTheirChecksumAndNothingOfThemIsKept(String names) throws Exception {
        String[] name = names.split(" ");
        byte[] chunk = random(100_000);
        String checksum = name[0] + " "
                + Base64.getEncoder()
                        .encodeToString(
                                java.security.MessageDigest.getInstance(name[1]).digest(chunk));
        String path = tus.create("Upload-Length", "200000").path();
        byte[] wrong = chunk.clone();
        wrong[50_000] ^= 1;
        problem(tus.patch(path, 0, wrong, "Upload-Checksum", checksum), 460, "upload-checksum-mismatch");
        assertThat(tus.head(path).offset()).isZero();
        assertThat(tus.patch(path, 0, chunk, "Upload-Checksum", checksum).offset())
                .isEqualTo(100_000);
        problem(tus.patch(path, 100_000, chunk, "Upload-Checksum", "md5 AAAA"), 400, "upload-checksum-unsupported");
        problem(tus.patch(path, 100_000, chunk, "Upload-Checksum", "sha1 AAAA"), 400, "invalid-header");
        assertThat(tus.head(path).offset()).isEqualTo(100_000);
    }

    @Test
    void anUploadThatBecomesAnotherFileThanAnnouncedIsNotFinished() throws IOException {
        byte[] file = random(1000);
        String path = tus.create("Upload-Length", "1000", "Repr-Digest", TusClient.digest(file))
                .path();
        assertThat(tus.patch(path, 0, random(500)).offset()).isEqualTo(500);
        Answer refused = tus.patch(path, 500, Arrays.copyOfRange(file, 500, 1000));
        problem(refused, 460, "upload-digest-mismatch");
        assertThat(refused.body()).containsPattern("SHA-256 [0-9a-f]{64}");
        assertThat(tus.head(path).offset()).isEqualTo(500);
        assertThat(tus.tus("DELETE", path, NOTHING).status()).isEqualTo(204);
        problem(tus.patch(path, 500, NOTHING), 404, "not-found");
        assertThat(tus.head(path).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "5, 409, upload-offset-conflict",
        "11, 409, upload-offset-conflict",
        "-1, 400, invalid-header",
        "9223372036854775808, 409, upload-offset-conflict",
        "99999999999999999999999999999999999999, 409, upload-offset-conflict",
        "+0, 400, invalid-header",
        "0x0, 400, invalid-header",
        "1e1, 400, invalid-header"
    })
    void offsetsThatAreNotWhereTheUploadIsAreRefused(String offset, int status, String problem) throws IOException {
        String path = tus.create("Upload-Length", "20").path();
        tus.patch(path, 0, random(10));
        problem(
                tus.tus(
                        "PATCH",
                        path,
                        random(10),
                        "Content-Type",
                        "application/offset+octet-stream",
                        "Upload-Offset",
                        offset),
                status,
                problem);
        assertThat(tus.head(path).offset()).isEqualTo(10);
    }

    @Test
    void otherMalformedRequestsAreRefused() throws IOException {
        String path = tus.create("Upload-Length", "20").path();
        problem(
                tus.tus("PATCH", path, random(10), "Content-Type", "application/offset+octet-stream"),
                400,
                "invalid-header");
        problem(tus.tus("PATCH", path, random(10), "Upload-Offset", "0"), 415, "unsupported-media-type");
        problem(
                tus.tus("PATCH", path, random(10), "Upload-Offset", "0", "Content-Type", "application/octet-stream"),
                415,
                "unsupported-media-type");
        problem(tus.patch(path, 0, random(21)), 413, "payload-too-large");
        assertThat(tus.head(path).offset()).isZero();
        problem(tus.create(), 400, "invalid-header");
        problem(tus.create("Upload-Length", "5", "Upload-Defer-Length", "1"), 400, "invalid-header");
        problem(tus.create("Upload-Defer-Length", "2"), 400, "invalid-header");
        problem(tus.create("Upload-Length", "-5"), 400, "invalid-header");
        problem(tus.create("Upload-Length", "x"), 400, "invalid-header");
        problem(tus.create("Upload-Length", Long.toString((20L << 30) + 1)), 413, "payload-too-large");
        problem(tus.create("Upload-Length", "9223372036854775808"), 413, "payload-too-large");
        problem(tus.create("Upload-Length", "5", "Upload-Metadata", "a b c"), 400, "invalid-header");
        problem(
                tus.create("Upload-Length", "5", "Upload-Metadata", "filename " + TusClient.base64("a/b")),
                400,
                "invalid-file-name");
        problem(
                tus.create("Upload-Length", "5", "Upload-Metadata", "filename " + TusClient.base64("a\nb")),
                400,
                "invalid-file-name");
        problem(
                tus.create("Upload-Length", "5", "Upload-Metadata", "filename " + TusClient.base64("..")),
                400,
                "invalid-file-name");
        problem(
                tus.create("Upload-Length", "5", "Upload-Metadata", "filetype " + TusClient.base64("x")),
                400,
                "invalid-header");
        problem(tus.create("Upload-Length", "5", "Upload-Metadata", "a " + "A".repeat(8192)), 400, "invalid-header");
        problem(
                tus.create(
                        "Upload-Length",
                        "5",
                        "Repr-Digest",
                        "sha-512=:" + Base64.getEncoder().encodeToString(new byte[64]) + ":"),
                400,
                "digest-unsupported");
        problem(tus.create("Upload-Length", "5", "Upload-Concat", "whole"), 400, "invalid-header");
        problem(tus.send("POST", UPLOADS + "?x=1", NOTHING, "Tus-Resumable", "1.0.0"), 400, "unknown-parameter");
    }

    @Test
    void theVersionMustBeSaid() throws IOException {
        String path = tus.create("Upload-Length", "20").path();
        for (String method : new String[] {"POST", "PATCH", "DELETE"}) {
            Answer answer = tus.send(method, method.equals("POST") ? UPLOADS : path, NOTHING, "Upload-Length", "1");
            problem(answer, 412, "tus-version-unsupported");
            assertThat(answer.header("Tus-Version")).isEqualTo("1.0.0");
        }
        assertThat(tus.send("HEAD", path, NOTHING, "Tus-Resumable", "0.2.2").status())
                .isEqualTo(412);
    }

    @Test
    void methodsMayBeOverridden() throws IOException {
        String path = tus.create("Upload-Length", "10").path();
        Answer patched = tus.tus(
                "POST",
                path,
                random(10),
                "X-HTTP-Method-Override",
                "PATCH",
                "Upload-Offset",
                "0",
                "Content-Type",
                "application/offset+octet-stream");
        assertThat(patched.status()).isEqualTo(204);
        assertThat(patched.offset()).isEqualTo(10);
        problem(tus.tus("POST", path, NOTHING, "X-HTTP-Method-Override", "PUT"), 400, "invalid-header");
        assertThat(tus.tus("POST", path, NOTHING, "X-HTTP-Method-Override", "DELETE")
                        .status())
                .isEqualTo(204);
        problem(tus.tus("DELETE", path, NOTHING), 404, "not-found");
    }

    @Test
    void aFinishedUploadTakesNothingMore() throws IOException {
        String path = tus.uploaded(random(10));
        problem(tus.patch(path, 10, random(1)), 413, "payload-too-large");
        problem(tus.patch(path, 0, random(1)), 409, "upload-offset-conflict");
        assertThat(tus.patch(path, 10, NOTHING).status()).isEqualTo(204);
    }

    @Test
    void partialUploadsArePutTogetherAndTheirBytesShared() throws IOException {
        byte[] file = random(50_000);
        String first = tus.uploaded(Arrays.copyOf(file, 20_000), "Upload-Concat", "partial");
        String second =
                tus.create("Upload-Length", "30000", "Upload-Concat", "partial").path();
        String concat = "final;" + service.resolve(first) + " " + second;
        problem(tus.create("Upload-Concat", concat), 409, "upload-not-finished");
        assertThat(tus.patch(second, 0, Arrays.copyOfRange(file, 20_000, 50_000))
                        .status())
                .isEqualTo(204);
        problem(tus.create("Upload-Concat", concat, "Upload-Length", "50000"), 400, "invalid-header");
        problem(
                tus.create("Upload-Concat", concat, "Repr-Digest", TusClient.digest(random(5))),
                460,
                "upload-digest-mismatch");
        for (int repeated = 0; repeated < 2; repeated++) {
            Answer whole = tus.create("Upload-Concat", concat, "Repr-Digest", TusClient.digest(file));
            assertThat(whole.status()).isEqualTo(201);
            Answer head = tus.head(whole.path());
            assertThat(head.offset()).isEqualTo(50_000);
            assertThat(head.header("Upload-Length")).isEqualTo("50000");
            assertThat(head.header("Upload-Concat")).isEqualTo("final;" + first + " " + second);
            assertThat(head.header("Upload-Digest")).isEqualTo(TusClient.digest(file));
            problem(tus.patch(whole.path(), 50_000, random(1)), 403, "upload-is-final");
            problem(tus.create("Upload-Concat", "final;" + whole.path()), 400, "invalid-header");
            problem(
                    tus.tus(
                            "POST",
                            UPLOADS,
                            random(1),
                            "Upload-Concat",
                            concat,
                            "Content-Type",
                            "application/offset+octet-stream"),
                    403,
                    "upload-is-final");
            if (repeated == 1) {
                // The bytes stay while one upload refers to them.
                tus.tus("DELETE", first, NOTHING);
                tus.tus("DELETE", second, NOTHING);
                assertThat(deposit(actor, whole.path()).getString("versions[0].files[0].sha256"))
                        .isEqualTo(Sha2.sha256(file).hex());
            }
        }
        assertThat(tus.head(first).status()).isEqualTo(404);
        problem(tus.create("Upload-Concat", concat), 404, "not-found");
    }

    @Test
    void nobodyElseSeesAnUpload() throws IOException {
        byte[] file = random(10);
        String path = tus.uploaded(file, "Upload-Concat", "partial");
        TusClient other = new TusClient(service, parties.newPartyWith(Role.CONTRIBUTOR));
        TusClient auditor = new TusClient(service, parties.userOf(actor.party(), Role.AUDITOR));
        for (String method : new String[] {"GET", "PATCH", "DELETE", "HEAD"}) {
            String[] headers = {"Content-Type", "application/offset+octet-stream", "Upload-Offset", "10"};
            assertThat(other.tus(method, path, NOTHING, headers).status())
                    .as(method)
                    .isEqualTo(404);
            assertThat(auditor.tus(method, path, NOTHING, headers).status())
                    .as(method)
                    .isEqualTo(403);
        }
        problem(other.create("Upload-Concat", "final;" + path), 404, "not-found");
        problem(auditor.create("Upload-Length", "5"), 403, "forbidden");
        problem(auditor.send("GET", UPLOADS, NOTHING), 403, "forbidden");
        assertThat(JsonPath.from(other.send("GET", UPLOADS, NOTHING).body()).getList("items"))
                .isEmpty();
        assertThat(tus.head(path).offset()).isEqualTo(10);
    }

    @Test
    void listsHavePages() throws IOException {
        for (int i = 0; i < 3; i++) {
            tus.create("Upload-Length", "5");
        }
        JsonPath first =
                JsonPath.from(tus.send("GET", UPLOADS + "?limit=2", NOTHING).body());
        assertThat(first.getList("items")).hasSize(2);
        JsonPath second = JsonPath.from(tus.send("GET", UPLOADS + "?limit=2&cursor=" + first.getString("next"), NOTHING)
                .body());
        assertThat(second.getList("items")).hasSize(1);
        assertThat(second.getString("next")).isNull();
    }

    private static JsonPath deposit(TestParties.Actor actor, String path) {
        return actor.sends("{\"metadata\":{\"title\":{\"en\":\"t\"},\"kind\":\"LIST\"},\"files\":[{\"upload\":\""
                        + TusClient.id(path) + "\",\"fileName\":\"a\"}]}")
                .post("/api/v1/items")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private static void problem(Answer answer, int status, String slug) {
        assertThat(answer.status() + " " + answer.problem()).isEqualTo(status + " " + slug);
        assertThat(answer.header("Tus-Resumable")).isEqualTo("1.0.0");
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
