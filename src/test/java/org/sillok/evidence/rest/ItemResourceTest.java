package org.sillok.evidence.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sillok.crypto.Sha2;
import org.sillok.custody.core.Receipt;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.intake.FormBody;
import org.sillok.platform.PostgresTestResource;
import org.sillok.vault.AlteredKey;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class ItemResourceTest {
    private static final String ITEMS = "/api/v1/items";

    @Inject
    TestParties parties;

    @Test
    void listsAreFilteredSortedAndPagedWithoutGapsOrRepetitions() {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        List<String> oldestFirst = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            oldestFirst.add(deposit(ngo, i % 2 == 0 ? "TESTIMONY" : "IMAGE", i % 3 == 0 ? "ko" : "en"));
        }
        List<String> seen = new ArrayList<>();
        String next = "";
        do {
            ValidatableResponse page = ngo.request()
                    .get(ITEMS + "?sort=depositedAt&limit=3" + (next.isEmpty() ? "" : "&cursor=" + next))
                    .then()
                    .statusCode(200);
            seen.addAll(page.extract().path("items.id"));
            next = page.extract().path("next");
        } while (next != null);
        assertThat(seen).isEqualTo(oldestFirst);
        ngo.request()
                .get(ITEMS)
                .then()
                .body("items[0].id", equalTo(oldestFirst.get(6)))
                .body("next", nullValue());
        ngo.request().get(ITEMS + "?kind=IMAGE").then().body("items", hasSize(3));
        ngo.request().get(ITEMS + "?language=ko").then().body("items", hasSize(3));
        ngo.request().get(ITEMS + "?kind=TESTIMONY&language=ko").then().body("items", hasSize(2));
        String third = ngo.request()
                .get(ITEMS + "/" + oldestFirst.get(3))
                .then()
                .extract()
                .path("depositedAt");
        int before = ngo.request()
                .get(ITEMS + "?depositedUntil=" + third)
                .then()
                .extract()
                .<List<?>>path("items")
                .size();
        int after = ngo.request()
                .get(ITEMS + "?depositedFrom=" + third)
                .then()
                .extract()
                .<List<?>>path("items")
                .size();
        assertThat(before + after).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "colour=red",
                "kind=SPELL",
                "limit=0",
                "limit=201",
                "limit=1&limit=2",
                "cursor=zz",
                "sort=title",
                "depositedFrom=yesterday",
                "source=x"
            })
    void badQueriesAreProblems(String query) {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        ngo.request().get(ITEMS + "?" + query).then().statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {AlteredKey.BIT, AlteredKey.OTHER_KEK})
    void itemWhoseKeyDoesNotOpenIsListedWithoutItsTitle(String change) throws SQLException {
        Actor actor = parties.newPartyWith(Role.CONTRIBUTOR);
        deposit(actor, "IMAGE", "en");
        String poor = deposit(actor, "IMAGE", "en");
        deposit(actor, "IMAGE", "en");
        try (AlteredKey altered = new AlteredKey(poor, change)) {
            JsonPath page =
                    actor.request().get(ITEMS).then().statusCode(200).extract().jsonPath();
            assertThat(page.getList("items.id")).as("%s", altered).hasSize(3);
            assertThat(page.getList("items.findAll { it.metadata != null }.id"))
                    .hasSize(2)
                    .doesNotContain(poor);
            assertThat(actor.request().get(ITEMS + "/" + poor).statusCode()).isGreaterThanOrEqualTo(500);
        }
    }

    @Test
    void anotherOrganisationsItemAndNoItemLookTheSame() {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        Actor other = parties.newPartyWith(Role.CONTRIBUTOR);
        String item = deposit(ngo, "LIST", "ko");
        for (String path : new String[] {
            "",
            "/receipt",
            "/versions",
            "/versions/1",
            "/versions/1/receipt",
            "/versions/1/files/1",
            "/statements",
            "/statements/0",
            "/statements/0.tlog-proof",
            "/statements/0.sigstore.json",
            "/head"
        }) {
            String theirs = withoutInstance(other.request()
                    .accept("*/*")
                    .get(ITEMS + "/" + item + path)
                    .then()
                    .statusCode(404));
            String nobodys = withoutInstance(other.request()
                    .accept("*/*")
                    .get(ITEMS + "/itm_aaaaaaaaaaaaaaaaaaaaaaaaaa" + path)
                    .then()
                    .statusCode(404));
            assertThat(theirs).isEqualTo(nobodys);
            given().get(ITEMS + "/" + item + path).then().statusCode(401);
            parties.userOf(ngo.party(), Role.AUDITOR)
                    .request()
                    .accept("*/*")
                    .get(ITEMS + "/" + item + path)
                    .then()
                    .statusCode(403);
        }
        other.request().get(ITEMS).then().body("items", hasSize(0));
    }

    @Test
    void metadataIsCorrectedOnTheRecordAndOnlyByWhoSawTheCurrentState() {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        String item = deposit(ngo, "LIST", "ko");
        String etag = ngo.request().get(ITEMS + "/" + item).then().extract().header("ETag");
        String corrected = "{\"title\":{\"ko\":\"고친 제목\"},\"kind\":\"DOCUMENT\",\"reason\":\"typing error\"}";
        ngo.sends(corrected).put(ITEMS + "/" + item + "/metadata").then().statusCode(428);
        ngo.sends(corrected)
                .header("If-Match", "\"stale\"")
                .put(ITEMS + "/" + item + "/metadata")
                .then()
                .statusCode(412);
        ngo.sends("{\"title\":{\"ko\":\"x\"},\"kind\":\"DOCUMENT\"}")
                .header("If-Match", etag)
                .put(ITEMS + "/" + item + "/metadata")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/invalid-field"));
        ngo.sends(corrected)
                .header("If-Match", etag)
                .put(ITEMS + "/" + item + "/metadata")
                .then()
                .statusCode(200)
                .body("metadataRevision", equalTo(2))
                .body("metadata.title.ko", equalTo("고친 제목"))
                .body("log.seq", equalTo(1));
        ngo.sends(corrected)
                .header("If-Match", etag)
                .put(ITEMS + "/" + item + "/metadata")
                .then()
                .statusCode(412);
        ngo.request().get(ITEMS + "?kind=DOCUMENT").then().body("items", hasSize(1));
    }

    @Test
    void everyRangeOfAFileIsThatRangeOfTheOriginal() {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        byte[] original = random(200_001);
        String content = content(ngo, original);
        Random random = new Random(11);
        for (int i = 0; i < 20; i++) {
            int first = random.nextInt(original.length);
            int last = first + random.nextInt(original.length - first);
            byte[] part = ngo.request()
                    .accept("*/*")
                    .header("Range", "bytes=" + first + "-" + last)
                    .get(content)
                    .then()
                    .statusCode(206)
                    .header("Content-Range", "bytes " + first + "-" + last + "/" + original.length)
                    .extract()
                    .asByteArray();
            assertThat(part).isEqualTo(Arrays.copyOfRange(original, first, last + 1));
        }
        ngo.request()
                .accept("*/*")
                .header("Range", "bytes=200001-")
                .get(content)
                .then()
                .statusCode(416)
                .body("type", equalTo("/problems/range-not-satisfiable"));
        String etag = ngo.request()
                .accept("*/*")
                .head(content)
                .then()
                .statusCode(200)
                .header("Content-Length", "200001")
                .extract()
                .header("ETag");
        ngo.request()
                .accept("*/*")
                .header("If-None-Match", etag)
                .get(content)
                .then()
                .statusCode(304);
        ngo.request()
                .accept("*/*")
                .header("If-Range", "\"x\"")
                .header("Range", "bytes=0-1")
                .get(content)
                .then()
                .statusCode(200);
    }

    @Test
    void downloadsNameTheOriginalAndItsDigestAndAreNeverShownByABrowser() {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        byte[] original = "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
        var answer = ngo.request()
                .accept("*/*")
                .get(content(ngo, original))
                .then()
                .statusCode(200)
                .extract();
        assertThat(answer.header("Content-Disposition"))
                .startsWith("attachment; ")
                .contains("filename*=UTF-8''%EC%A7%84");
        assertThat(answer.header("Repr-Digest"))
                .isEqualTo(org.sillok.web.DigestFields.format(Sha2.sha256(original), Sha2.sha512(original)));
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void anAlteredObjectNeverComesOutWhole() throws IOException {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        byte[] original = random(300_000);
        List<Path> before = objects();
        String content = content(ngo, original);
        Path object = objects().stream()
                .filter(path -> !before.contains(path))
                .findFirst()
                .orElseThrow();
        byte[] stored = Files.readAllBytes(object);
        stored[stored.length - 20] ^= 1;
        Files.write(object, stored);
        byte[] got;
        try {
            got = ngo.request().accept("*/*").get(content).then().extract().asByteArray();
        } catch (Exception broken) {
            got = new byte[0]; // the connection was cut, as it should be
        }
        assertThat(got.length).isLessThan(original.length);
    }

    @Test
    void theReceiptShowsWhatIsAskedForAndNothingElse() throws Exception {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        byte[] original = random(10);
        String item = content(ngo, original).replaceAll(".*/items/([^/]+)/.*", "$1");
        byte[] bytes = ngo.request()
                .accept("*/*")
                .header("Prefer", "wait=20")
                .get(ITEMS + "/" + item + "/receipt?disclose=type,sha256")
                .then()
                .statusCode(200)
                .contentType(Receipt.MEDIA_TYPE)
                .extract()
                .asByteArray();
        Receipt receipt = Receipt.parse(bytes);
        assertThat(receipt.entries()).hasSize(1);
        assertThat(receipt.entries().get(0).disclosures())
                .extracting(disclosure -> disclosure.name().text())
                .containsExactly("type", "sha256/1");
        String all = new String(
                ngo.request()
                        .accept("*/*")
                        .get(ITEMS + "/" + item + "/receipt")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asByteArray(),
                StandardCharsets.UTF_8);
        assertThat(Receipt.parse(all.getBytes(StandardCharsets.UTF_8))
                        .entries()
                        .get(0)
                        .disclosures())
                .extracting(disclosure -> disclosure.name().text())
                .contains("stream", "time", "actor", "party", "item", "fileName/1", "sha512/1", "metadata", "signedBy");
        ngo.request()
                .accept("*/*")
                .get(ITEMS + "/" + item + "/receipt?disclose=everything")
                .then()
                .statusCode(400);
    }

    private static List<Path> objects() throws IOException {
        Path data = Path.of(ConfigProvider.getConfig().getValue("sillok.data-dir", String.class), "objects");
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile)
                    .filter(path -> path.getFileName().toString().startsWith("obj_"))
                    .toList();
        }
    }

    private static String withoutInstance(ValidatableResponse response) {
        return response.extract().asString().replaceAll("rid_[a-z2-7]+", "");
    }

    private String deposit(Actor actor, String kind, String language) {
        String metadata = "{\"title\":{\"en\":\"t\"},\"kind\":\"" + kind + "\",\"languages\":[\"" + language + "\"]}";
        return post(actor, metadata, random(10)).extract().path("id");
    }

    private static String content(Actor actor, byte[] original) {
        return post(actor, "{\"title\":{\"en\":\"t\"},\"kind\":\"OTHER\"}", original)
                .extract()
                .path("versions[0].files[0].content");
    }

    private static ValidatableResponse post(Actor actor, String metadata, byte[] content) {
        return actor.request()
                .contentType(FormBody.TYPE)
                .body(new FormBody()
                        .metadata(metadata)
                        .file("진술.html", content, "Content-Type: text/html")
                        .end()
                        .bytes())
                .post(ITEMS)
                .then()
                .statusCode(201);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random().nextBytes(bytes);
        return bytes;
    }
}
