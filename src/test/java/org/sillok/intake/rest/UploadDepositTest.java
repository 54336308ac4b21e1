package org.sillok.intake.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sillok.crypto.Sha2;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.platform.PostgresTestResource;
import org.sillok.upload.TusClient;

/** Deposits of files that were uploaded before. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class UploadDepositTest {
    private static final String ITEMS = "/api/v1/items";

    @Inject
    TestParties parties;

    @TestHTTPResource("/")
    URI service;

    private Actor ngo;
    private TusClient tus;

    @BeforeEach
    void aContributor() {
        ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        tus = new TusClient(service, ngo);
    }

    @Test
    void aDepositTakesItsFilesFromUploadsAndUsesThemUp() throws IOException {
        byte[] first = random(300_000);
        String a = tus.uploaded(
                first,
                "Upload-Metadata",
                "filename " + TusClient.base64("진술 ①.pdf") + ",filetype " + TusClient.base64("application/pdf"));
        String b = tus.uploaded(new byte[0]);
        ValidatableResponse answer = deposit(
                        ITEMS,
                        "",
                        file(a, "\"sha256\":\"" + Sha2.sha256(first).hex() + "\""),
                        file(b, "\"fileName\":\"empty.txt\",\"mediaType\":\"text/plain\""))
                .statusCode(201)
                .body("versions[0].files", hasSize(2))
                .body("versions[0].files[0].fileName", equalTo("진술 ①.pdf"))
                .body("versions[0].files[0].mediaType", equalTo("application/pdf"))
                .body("versions[0].files[0].sha256", equalTo(Sha2.sha256(first).hex()))
                .body("versions[0].files[0].sha512", equalTo(Sha2.sha512(first).hex()))
                .body("versions[0].files[1].fileName", equalTo("empty.txt"))
                .body("versions[0].files[1].length", equalTo(0));
        String content = answer.extract().path("versions[0].files[0].content");
        assertThat(ngo.request().accept("*/*").get(content).then().extract().asByteArray())
                .isEqualTo(first);
        assertThat(tus.head(a).status()).isEqualTo(404);
        problem(deposit(ITEMS, "", file(a, "\"fileName\":\"again\"")), 404, "not-found");
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void aFinalUploadIsUsedUpWithItsPartsAndAnotherOneOfThemStays() throws IOException {
        String one = tus.uploaded(random(10), "Upload-Concat", "partial");
        String two = tus.uploaded(random(20), "Upload-Concat", "partial");
        String unused = tus.uploaded(random(30), "Upload-Concat", "partial");
        String whole = tus.create("Upload-Concat", "final;" + one + " " + two).path();
        String other = tus.create("Upload-Concat", "final;" + two + " " + one).path();
        deposit(ITEMS, "", file(whole, "\"fileName\":\"a\"")).statusCode(201);
        for (String gone : List.of(one, two, whole)) {
            assertThat(tus.head(gone).status()).isEqualTo(404);
        }
        assertThat(tus.head(unused).status()).isEqualTo(200);
        deposit(ITEMS, "", file(other, "\"fileName\":\"a\""))
                .statusCode(201)
                .body("versions[0].files[0].length", equalTo(30));
    }

    @Test
    void aFurtherVersionTakesItsFilesFromUploads() throws IOException {
        String item = deposit(ITEMS, "", file(tus.uploaded(random(10)), "\"fileName\":\"a\""))
                .statusCode(201)
                .extract()
                .path("id");
        String better = tus.uploaded(random(20));
        ngo.sends("{\"metadata\":{\"activity\":\"OCR\",\"parents\":[{\"item\":\"" + item
                        + "\",\"version\":1}]},\"files\":[" + file(better, "\"fileName\":\"b\"") + "]}")
                .post(ITEMS + "/" + item + "/versions")
                .then()
                .statusCode(201)
                .body("latestVersion", equalTo(2))
                .body("versions[1].files[0].length", equalTo(20));
        assertThat(tus.head(better).status()).isEqualTo(404);
    }

    @Test
    void theSameBytesInTwoUploadsAreTwoItems() throws IOException {
        byte[] bytes = random(1000);
        String first = deposit(ITEMS, "", file(tus.uploaded(bytes), "\"fileName\":\"a\""))
                .statusCode(201)
                .extract()
                .path("id");
        String second = deposit(ITEMS, "", file(tus.uploaded(bytes), "\"fileName\":\"a\""))
                .statusCode(201)
                .extract()
                .path("id");
        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void aRefusedDepositLeavesItsUploads() throws IOException {
        byte[] bytes = random(1000);
        String path = tus.uploaded(bytes);
        String open = tus.create("Upload-Length", "5").path();
        String other = new TusClient(service, parties.newPartyWith(Role.CONTRIBUTOR)).uploaded(bytes);
        problem(
                deposit(ITEMS, ",\"source\":\"src_aaaaaaaaaaaaaaaaaaaaaaaaaa\"", file(path, "\"fileName\":\"a\"")),
                400,
                "invalid-field");
        problem(
                deposit(ITEMS, "", file(path, "\"fileName\":\"a\",\"sha256\":\"" + "0".repeat(64) + "\"")),
                400,
                "digest-mismatch");
        problem(
                deposit(ITEMS, "", file(path, "\"fileName\":\"a\""), file(open, "\"fileName\":\"b\"")),
                409,
                "upload-not-finished");
        problem(
                deposit(ITEMS, "", file(path, "\"fileName\":\"a\""), file(other, "\"fileName\":\"b\"")),
                404,
                "not-found");
        problem(
                deposit(ITEMS, "", file(path, "\"fileName\":\"a\""), file(path, "\"fileName\":\"b\"")),
                400,
                "invalid-field");
        problem(deposit(ITEMS, "", file(path, "\"mediaType\":\"text/plain\"")), 400, "invalid-file-name");
        problem(deposit(ITEMS, ""), 400, "no-file");
        assertThat(count()).isZero();
        assertThat(tus.head(path).header("Upload-Digest")).isEqualTo(TusClient.digest(bytes));
        deposit(ITEMS, "", file(path, "\"fileName\":\"a\"")).statusCode(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing of the kind | malformed-json",
                "[] | invalid-field",
                "{} | invalid-field",
                "{\"files\":[]} | missing-metadata",
                "{\"metadata\":{\"title\":{\"en\":\"t\"},\"kind\":\"LIST\"}} | invalid-field",
                "{\"metadata\":{},\"files\":[]} | invalid-field",
                "{\"metadata\":{\"title\":{\"en\":\"t\"},\"kind\":\"LIST\"},\"files\":[],\"more\":1} | unknown-field",
                "{\"metadata\":{\"title\":{\"en\":\"t\"},\"kind\":\"LIST\"},\"files\":{}} | invalid-field",
                "{\"metadata\":{\"title\":{\"en\":\"t\"},\"kind\":\"LIST\"},\"files\":[1]} | invalid-field",
                "{\"metadata\":{\"title\":{\"en\":\"t\"},\"kind\":\"LIST\"},\"files\":[{}]} | invalid-field",
                "{\"metadata\":{\"title\":{\"en\":\"t\"},\"kind\":\"LIST\"},\"files\":[{\"upload\":\"upl_x\"}]} | invalid-field",
                "{\"metadata\":{\"title\":{\"en\":\"t\"},\"kind\":\"LIST\"},\"files\":[{\"upload\":\"upl_aaaaaaaaaaaaaaaaaaaaaaaaaa\",\"name\":\"a\"}]} | unknown-field",
                "{\"metadata\":{\"title\":{\"en\":\"t\"},\"kind\":\"LIST\"},\"files\":[{\"upload\":\"upl_aaaaaaaaaaaaaaaaaaaaaaaaaa\",\"fileName\":\"a/b\"}]} | invalid-file-name",
                "{\"metadata\":{\"title\":{\"en\":\"t\"},\"kind\":\"LIST\"},\"files\":[{\"upload\":\"upl_aaaaaaaaaaaaaaaaaaaaaaaaaa\",\"sha256\":\"zz\"}]} | invalid-field"
            })
    void badBodiesAreProblems(String body, String problem) {
        problem(ngo.sends(body).post(ITEMS).then(), 400, problem);
    }

    @Test
    void aRetryWithTheSameKeyNeedsTheUploadNoMore() throws IOException {
        String path = tus.uploaded(random(1000));
        String body = body("", file(path, "\"fileName\":\"a\""));
        String first = ngo.sends(body)
                .header("Idempotency-Key", "k")
                .post(ITEMS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        ngo.sends(body)
                .header("Idempotency-Key", "k")
                .post(ITEMS)
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .body("id", equalTo(first));
        problem(
                ngo.sends(body("", file(path, "\"fileName\":\"b\"")))
                        .header("Idempotency-Key", "k")
                        .post(ITEMS)
                        .then(),
                422,
                "idempotency-key-reused");
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void ofManyDepositsOfOneUploadOneIsMade() throws Exception {
        for (boolean keyed : new boolean[] {false, true}) {
            int before = count();
            String body = body("", file(tus.uploaded(random(200_000)), "\"fileName\":\"a\""));
            ExecutorService pool = Executors.newFixedThreadPool(4);
            try {
                List<Future<Integer>> answers = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    answers.add(pool.submit(
                            () -> (keyed ? ngo.sends(body).header("Idempotency-Key", "many") : ngo.sends(body))
                                    .post(ITEMS)
                                    .statusCode()));
                }
                List<Integer> statuses = new ArrayList<>();
                for (Future<Integer> answer : answers) {
                    statuses.add(answer.get());
                }
                assertThat(statuses).contains(201);
                if (keyed) {
                    assertThat(statuses).containsOnly(201);
                } else {
                    assertThat(statuses.stream().filter(status -> status == 201))
                            .hasSize(1);
                    assertThat(statuses).containsOnly(201, 404);
                }
            } finally {
                pool.shutdownNow();
            }
            assertThat(count()).isEqualTo(before + 1);
        }
    }

    @Test
    void theAnnouncedDigestOfTheBodyIsChecked() throws IOException {
        String body = body("", file(tus.uploaded(random(10)), "\"fileName\":\"a\""));
        problem(
                ngo.sends(body)
                        .header("Content-Digest", TusClient.digest(new byte[1]))
                        .post(ITEMS)
                        .then(),
                400,
                "digest-mismatch");
        ngo.sends(body)
                .header("Content-Digest", TusClient.digest(body.getBytes(StandardCharsets.UTF_8)))
                .post(ITEMS)
                .then()
                .statusCode(201);
        problem(ngo.sends(" ".repeat(1 << 20) + body).post(ITEMS).then(), 413, "payload-too-large");
    }

    @Test
    void onlyContributorsDepositUploads() throws IOException {
        String path = tus.uploaded(random(10));
        Actor auditor = parties.userOf(ngo.party(), Role.AUDITOR);
        problem(
                auditor.sends(body("", file(path, "\"fileName\":\"a\"")))
                        .post(ITEMS)
                        .then(),
                403,
                "forbidden");
        assertThat(tus.head(path).status()).isEqualTo(200);
    }

    private ValidatableResponse deposit(String path, String metadata, String... files) {
        return ngo.sends(body(metadata, files)).post(path).then();
    }

    private static String body(String metadata, String... files) {
        return "{\"metadata\":{\"title\":{\"en\":\"t\"},\"kind\":\"LIST\"" + metadata + "},\"files\":["
                + String.join(",", files) + "]}";
    }

    private static String file(String path, String members) {
        return "{\"upload\":\"" + TusClient.id(path) + "\"," + members + "}";
    }

    private int count() {
        return ngo.request()
                .get(ITEMS)
                .then()
                .extract()
                .<List<Object>>path("items")
                .size();
    }

    private static void problem(ValidatableResponse answer, int status, String slug) {
        answer.statusCode(status).body("type", equalTo("/problems/" + slug));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
