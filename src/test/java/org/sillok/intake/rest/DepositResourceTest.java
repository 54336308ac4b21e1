package org.sillok.intake.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sillok.crypto.Sha2;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.intake.FormBody;
import org.sillok.platform.PostgresTestResource;
import org.sillok.web.DigestFields;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class DepositResourceTest {
    private static final String ITEMS = "/api/v1/items";
    private static final String METADATA =
            "{\"title\":{\"ko\":\"진술서 ①\",\"en\":\"Statement\"},\"kind\":\"TESTIMONY\",\"languages\":[\"ko\"],"
                    + "\"created\":{\"asWritten\":\"in or around November 2023\",\"edtf\":\"2023-11~\"}}";

    @Inject
    TestParties parties;

    @Test
    void aDepositIsDurableSignedAndInTheLog() {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        byte[] first = random(300_000);
        ValidatableResponse answer = post(
                        ngo, ITEMS, form().file("진술 100% 📄.bin", first).file("empty.txt", new byte[0]))
                .statusCode(201)
                .header("Location", matchesPattern(".*/api/v1/items/itm_[a-z2-7]{26}"))
                .header("ETag", notNullValue())
                .body("owner", equalTo(ngo.party()))
                .body("metadata.title.ko", equalTo("진술서 ①"))
                .body("metadata.created.edtf", equalTo("2023-11~"))
                .body("versions", hasSize(1))
                .body("versions[0].activity", equalTo("ORIGINAL"))
                .body("versions[0].files", hasSize(2))
                .body("versions[0].files[0].fileName", equalTo("진술 100% 📄.bin"))
                .body("versions[0].files[0].length", equalTo(first.length))
                .body("versions[0].files[0].sha256", equalTo(Sha2.sha256(first).hex()))
                .body("versions[0].files[0].sha512", equalTo(Sha2.sha512(first).hex()))
                .body("versions[0].files[1].length", equalTo(0))
                .body("log.seq", equalTo(0))
                .body("log.index", notNullValue());
        String content = answer.extract().path("versions[0].files[0].content");
        assertThat(ngo.request()
                        .accept("*/*")
                        .get(content)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asByteArray())
                .isEqualTo(first);
    }

    @Test
    void theSameBytesFromTwoSourcesAreTwoItems() {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        byte[] bytes = random(1000);
        assertThat(deposit(ngo, bytes)).isNotEqualTo(deposit(ngo, bytes));
    }

    @Test
    void derivativesAreLinkedToTheirParents() {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        String item = deposit(ngo, random(10));
        post(
                        ngo,
                        ITEMS + "/" + item + "/versions",
                        new FormBody()
                                .metadata(
                                        "{\"activity\":\"TRANSLATION\",\"language\":\"en\",\"note\":\"번역: two people\","
                                                + "\"parents\":[{\"item\":\"" + item + "\",\"version\":1}]}")
                                .file("translation.txt", random(20)))
                .statusCode(201)
                .header("Location", matchesPattern(".*/api/v1/items/" + item + "/versions/2"))
                .body("latestVersion", equalTo(2))
                .body("versions[1].activity", equalTo("TRANSLATION"))
                .body("versions[1].language", equalTo("en"))
                .body("versions[1].note", equalTo("번역: two people"))
                .body("versions[1].parents[0].item", equalTo(item))
                .body("log.seq", equalTo(1));
    }

    @Test
    void aParentMustBeAVersionOfTheSameOrganisation() {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        String mine = deposit(ngo, random(10));
        String theirs = deposit(parties.newPartyWith(Role.CONTRIBUTOR), random(10));
        problem(post(ngo, ITEMS + "/" + mine + "/versions", ocrOf(theirs, 1)), 400, "invalid-field");
        problem(post(ngo, ITEMS + "/" + mine + "/versions", ocrOf(mine, 2)), 400, "invalid-field");
        problem(post(ngo, ITEMS + "/" + theirs + "/versions", ocrOf(theirs, 1)), 404, "not-found");
        problem(post(ngo, ITEMS + "/itm_aaaaaaaaaaaaaaaaaaaaaaaaaa/versions", ocrOf(mine, 1)), 404, "not-found");
        problem(post(ngo, ITEMS + "/nonsense/versions", ocrOf(mine, 1)), 404, "not-found");
        ngo.request().get(ITEMS + "/" + mine).then().body("latestVersion", equalTo(1));
    }

    @Test
    void announcedDigestsAreCheckedOnPartsAndOnTheBody() {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        byte[] bytes = random(100_000);
        String right = DigestFields.format(Sha2.sha256(bytes), Sha2.sha512(bytes));
        String wrong = DigestFields.format(Sha2.sha256(bytes), Sha2.sha512(new byte[1]));
        post(ngo, ITEMS, form().file("a", bytes, "Content-Digest: " + right)).statusCode(201);
        problem(post(ngo, ITEMS, form().file("a", bytes, "Repr-Digest: " + wrong)), 400, "digest-mismatch");
        problem(
                post(ngo, ITEMS, form().file("a", bytes, "Content-Digest: " + right, "Repr-Digest: " + wrong)),
                400,
                "digest-mismatch");
        byte[] body = form().file("a", bytes).end().bytes();
        postRaw(ngo, body, "Content-Digest", DigestFields.format(Sha2.sha256(body)))
                .statusCode(201);
        problem(postRaw(ngo, body, "Content-Digest", right), 400, "digest-mismatch");
        problem(postRaw(ngo, body, "Content-Digest", "md5=:AA==:"), 400, "digest-unsupported");
        assertThat(count(ngo)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"title\":{\"en\":\"t\"},\"kind\":\"LIST\",\"colour\":1}', unknown-field",
        "'{\"title\":{\"en\":\"t\"},\"kind\":\"SPELL\"}', invalid-field",
        "'{\"title\":{\"en\":\"t\"},\"kind\":\"LIST\",\"collectedOn\":\"31.12.2019\"}', invalid-date",
        "'{\"title\":{\"korean\":\"t\"},\"kind\":\"LIST\"}', invalid-language-tag",
        "'{\"title\":', malformed-json",
        "'{\"title\":{\"en\":\"t\"},\"kind\":\"LIST\",\"source\":\"src_aaaaaaaaaaaaaaaaaaaaaaaaaa\"}', invalid-field"
    })
    void badMetadataIsAProblemAndNothingIsKept(String metadata, String type) {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        problem(post(ngo, ITEMS, new FormBody().metadata(metadata).file("a", random(10))), 400, type);
        assertThat(count(ngo)).isZero();
    }

    @Test
    void badFormsAreProblemsAndNothingIsKept() {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        problem(post(ngo, ITEMS, form()), 400, "no-file");
        problem(post(ngo, ITEMS, new FormBody().file("a", random(1))), 400, "missing-metadata");
        problem(post(ngo, ITEMS, form().file("a", random(1)).file("a", random(2))), 400, "duplicate-file-name");
        for (String name : new String[] {"../../etc/passwd", "..", "a/b", "C:\\x", "가".repeat(86)}) {
            problem(post(ngo, ITEMS, form().file(name, random(1))), 400, "invalid-file-name");
        }
        problem(ngo.request().contentType("text/plain").body("{}").post(ITEMS).then(), 415, "unsupported-media-type");
        problem(postRaw(ngo, "nothing of the kind".getBytes(StandardCharsets.US_ASCII)), 400, "malformed-multipart");
        problem(postRaw(ngo, form().file("a", random(1000)).bytes()), 400, "truncated-body");
        problem(
                ngo.request()
                        .contentType(FormBody.TYPE)
                        .body(form().file("a", random(1)).end().bytes())
                        .post(ITEMS + "?colour=1")
                        .then(),
                400,
                "unknown-parameter");
        assertThat(count(ngo)).isZero();
        post(ngo, ITEMS, form().file("가".repeat(85), random(1))).statusCode(201);
    }

    @Test
    void onlyContributorsDeposit() {
        problem(
                given().contentType(FormBody.TYPE)
                        .body(form().file("a", random(1)).end().bytes())
                        .post(ITEMS)
                        .then(),
                401,
                "unauthenticated");
        for (Role role : new Role[] {Role.AUDITOR, Role.INVESTIGATOR}) {
            problem(post(parties.newPartyWith(role), ITEMS, form().file("a", random(1))), 403, "forbidden");
        }
        problem(post(parties.custodian(), ITEMS, form().file("a", random(1))), 403, "forbidden");
    }

    @Test
    void aRetryWithTheSameKeyMakesNothingTwice() {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        byte[] bytes = random(50_000);
        String key = UUID.randomUUID().toString();
        String first = keyed(ngo, key, form().file("a", bytes))
                .statusCode(201)
                .extract()
                .path("id");
        keyed(ngo, key, form().file("a", bytes))
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .body("id", equalTo(first))
                .body("log.index", notNullValue());
        problem(keyed(ngo, key, form().file("a", random(50_000))), 422, "idempotency-key-reused");
        problem(keyed(ngo, key, form().file("b", bytes)), 422, "idempotency-key-reused");
        assertThat(count(ngo)).isEqualTo(1);
        // Another organisation's keys are its own.
        Actor other = parties.newPartyWith(Role.CONTRIBUTOR);
        assertThat(keyed(other, key, form().file("a", bytes))
                        .statusCode(201)
                        .extract()
                        .<String>path("id"))
                .isNotEqualTo(first);
    }

    @Test
    void manyAtOnceWithOneKeyMakeOneItem() throws Exception {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        byte[] bytes = random(20_000);
        String key = UUID.randomUUID().toString();
        ExecutorService pool = Executors.newFixedThreadPool(6);
        try {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                answers.add(pool.submit(() -> keyed(ngo, key, form().file("a", bytes))
                        .statusCode(201)
                        .extract()
                        .path("id")));
            }
            HashSet<String> ids = new HashSet<>();
            for (Future<String> answer : answers) {
                ids.add(answer.get());
            }
            assertThat(ids).hasSize(1);
        } finally {
            pool.shutdownNow();
        }
        assertThat(count(ngo)).isEqualTo(1);
    }

    @Test
    void theReceiptComesWithTheAnswerToThoseWhoWait() {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        postRaw(ngo, form().file("a", random(10)).end().bytes(), "Prefer", "wait=20")
                .statusCode(201)
                .body("receipt.type", equalTo("sillok/receipt/1"))
                .body("receipt.statements", hasSize(1));
    }

    private static FormBody form() {
        return new FormBody().metadata(METADATA);
    }

    private static FormBody ocrOf(String item, int version) {
        return new FormBody()
                .metadata(
                        "{\"activity\":\"OCR\",\"parents\":[{\"item\":\"" + item + "\",\"version\":" + version + "}]}")
                .file("text.txt", random(1));
    }

    private static String deposit(Actor actor, byte[] content) {
        return post(actor, ITEMS, form().file("a", content))
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static ValidatableResponse post(Actor actor, String path, FormBody form) {
        return actor.request()
                .contentType(FormBody.TYPE)
                .body(form.end().bytes())
                .post(path)
                .then();
    }

    private static ValidatableResponse keyed(Actor actor, String key, FormBody form) {
        return postRaw(actor, form.end().bytes(), "Idempotency-Key", key);
    }

    private static ValidatableResponse postRaw(Actor actor, byte[] body, String... header) {
        var request = actor.request().contentType(FormBody.TYPE);
        for (int i = 0; i < header.length; i += 2) {
            request.header(header[i], header[i + 1]);
        }
        return request.body(body).post(ITEMS).then();
    }

    private static void problem(ValidatableResponse response, int status, String type) {
        response.statusCode(status).body("type", equalTo("/problems/" + type));
    }

    private static int count(Actor actor) {
        return actor.request()
                .get(ITEMS)
                .then()
                .statusCode(200)
                .extract()
                .<List<?>>path("items")
                .size();
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random().nextBytes(bytes);
        return bytes;
    }
}
