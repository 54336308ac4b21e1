package org.sillok.source.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sillok.crypto.P256PublicKey;
import org.sillok.custody.core.Head;
import org.sillok.custody.core.SignedHead;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.identity.TestParties;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.SourceId;
import org.sillok.platform.PostgresTestResource;
import org.sillok.source.Sources;
import org.sillok.source.core.SourceKind;
import org.sillok.vault.AlteredKey;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class SourceResourceTest {
    @Inject
    TestParties parties;

    @Inject
    Sources sources;

    @Inject
    Scope scope;

    @Test
    void aContributorRegistersASourceUnderARandomPseudonym() {
        TestParties.Actor contributor = parties.newPartyWith(Role.CONTRIBUTOR);
        String location = contributor
                .sends(Map.of(
                        "kind", "PERSON",
                        "contactPolicy", "VIA_NGO",
                        "vulnerability", List.of("RELATIVES_AT_RISK", "CHILD")))
                .post("/api/v1/sources")
                .then()
                .statusCode(201)
                .body("id", matchesPattern("src_[a-z2-7]{26}"))
                .body("pseudonym", matchesPattern("S-[0-9A-Z]{4}-[0-9A-Z]{4}"))
                .body("vulnerability", equalTo(List.of("CHILD", "RELATIVES_AT_RISK")))
                .extract()
                .header("Location");
        String etag = contributor
                .request()
                .get(location)
                .then()
                .statusCode(200)
                .body("contactPolicy", equalTo("VIA_NGO"))
                .extract()
                .header("ETag");
        contributor.request().header("If-None-Match", etag).get(location).then().statusCode(304);
    }

    @Test
    void whoWasEverSaidToBeAPersonCountsAsOne() {
        TestParties.Actor owner = parties.newPartyWith(Role.CONTRIBUTOR);
        SourceId organisation = new SourceId(register(owner, "ORGANISATION"));
        SourceId registered = new SourceId(register(owner, "PERSON"));
        SourceId corrected = new SourceId(register(owner, "ORGANISATION"));
        correct(owner, registered, "ORGANISATION");
        correct(owner, corrected, "PERSON");
        correct(owner, corrected, "ORGANISATION");
        assertThat(QuarkusTransaction.requiringNew().call(() -> {
                    scope.enterSystem();
                    return sources.kinds(List.of(organisation, registered, corrected));
                }))
                .isEqualTo(Map.of(
                        organisation, SourceKind.ORGANISATION,
                        registered, SourceKind.PERSON,
                        corrected, SourceKind.PERSON));
    }

    private static void correct(TestParties.Actor owner, SourceId source, String kind) {
        String path = "/api/v1/sources/" + source;
        owner.sends(Map.of("kind", kind, "contactPolicy", "NONE", "vulnerability", List.of(), "reason", "a mistake"))
                .header("If-Match", owner.request().get(path).header("ETag"))
                .put(path)
                .then()
                .statusCode(200);
    }

    @Test
    void aCorrectionReplacesWhatIsSaidAndWhatWasReadIsNamed() {
        TestParties.Actor owner = parties.newPartyWith(Role.CONTRIBUTOR);
        String path = "/api/v1/sources/" + register(owner, "PERSON");
        String etag = owner.request()
                .get(path)
                .then()
                .body("revision", equalTo(1))
                .extract()
                .header("ETag");
        Map<String, Object> body = Map.of(
                "kind", "ORGANISATION",
                "contactPolicy", "VIA_NGO",
                "vulnerability", List.of("TRAUMA"),
                "reason", "registered by mistake");
        assertThat(owner.sends(body).put(path).statusCode()).isEqualTo(428);
        String next = owner.sends(body)
                .header("If-Match", etag)
                .put(path)
                .then()
                .statusCode(200)
                .body("kind", equalTo("ORGANISATION"))
                .body("contactPolicy", equalTo("VIA_NGO"))
                .body("vulnerability", equalTo(List.of("TRAUMA")))
                .body("revision", equalTo(2))
                .extract()
                .header("ETag");
        assertThat(next).isNotEqualTo(etag);
        assertThat(owner.sends(body).header("If-Match", etag).put(path).statusCode())
                .isEqualTo(412);
        owner.request().get(path).then().header("ETag", equalTo(next)).body("kind", equalTo("ORGANISATION"));
        owner.request().get("/api/v1/sources?kind=PERSON").then().body("items", hasSize(0));
        owner.request()
                .get("/api/v1/sources?kind=ORGANISATION")
                .then()
                .body("items", hasSize(1))
                .body("items[0].contactPolicy", equalTo("VIA_NGO"));
    }

    @Test
    void onlyContributorsOfTheSourcesOrganisationCorrectIt() {
        TestParties.Actor owner = parties.newPartyWith(Role.CONTRIBUTOR);
        TestParties.Actor other = parties.newPartyWith(Role.CONTRIBUTOR);
        TestParties.Actor auditor = parties.userOf(owner.party(), Role.AUDITOR);
        TestParties.Actor nobody = new TestParties.Actor(owner.party(), owner.user(), "none");
        String path = "/api/v1/sources/" + register(owner, "PERSON");
        String etag = owner.request().get(path).header("ETag");
        Map<String, Object> body =
                Map.of("kind", "PERSON", "contactPolicy", "NONE", "vulnerability", List.of(), "reason", "typing");
        assertThat(other.sends(body).header("If-Match", etag).put(path).statusCode())
                .isEqualTo(404);
        assertThat(auditor.sends(body).header("If-Match", etag).put(path).statusCode())
                .isEqualTo(403);
        assertThat(nobody.sends(body).header("If-Match", etag).put(path).statusCode())
                .isEqualTo(401);
        assertThat(owner.sends(body)
                        .header("If-Match", etag)
                        .put("/api/v1/sources/src_aaaaaaaaaaaaaaaaaaaaaaaaaa")
                        .statusCode())
                .isEqualTo(404);
        owner.request().get(path).then().body("revision", equalTo(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|400",
                "{'kind':'PUBLIC_SOURCE','contactPolicy':'NONE','vulnerability':[],'reason':'r'}|400",
                "{'kind':'PERSON','vulnerability':[],'reason':'r'}|400",
                "{'kind':'PERSON','contactPolicy':'NONE','reason':'r'}|400",
                "{'kind':'PERSON','contactPolicy':'NONE','vulnerability':[]}|400",
                "{'kind':'PERSON','contactPolicy':'NONE','vulnerability':[],'reason':' '}|400",
                "{'kind':'PERSON','contactPolicy':'NONE','vulnerability':[],'reason':'r','name':'x'}|400",
                "{'kind':'PERSON','contactPolicy':'NONE','vulnerability':['SAD'],'reason':'r'}|400"
            })
    void aCorrectionThatIsNotOneChangesNothing(String body, int status) {
        TestParties.Actor owner = parties.newPartyWith(Role.CONTRIBUTOR);
        String path = "/api/v1/sources/" + register(owner, "PERSON");
        String etag = owner.request().get(path).header("ETag");
        owner.sends(body.replace('\'', '"'))
                .header("If-Match", etag)
                .put(path)
                .then()
                .statusCode(status);
        owner.request().get(path).then().header("ETag", equalTo(etag));
    }

    @Test
    void sourceWhoseKeyDoesNotOpenIsListedWithoutItsProfile() throws SQLException {
        TestParties.Actor owner = parties.newPartyWith(Role.CONTRIBUTOR);
        String poor = register(owner, "PERSON");
        String other = register(owner, "PERSON");
        try (AlteredKey altered = new AlteredKey(poor, AlteredKey.OTHER_KEK)) {
            JsonPath page = owner.request()
                    .get("/api/v1/sources")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            assertThat(page.getList("items.id")).as("%s", altered).containsExactly(poor, other);
            assertThat(page.getList("items.findAll { it.contactPolicy != null }.id"))
                    .containsExactly(other);
        }
    }

    @Test
    void anotherOrganisationSeesNeitherTheSourceNorThatItExists() {
        TestParties.Actor owner = parties.newPartyWith(Role.CONTRIBUTOR);
        TestParties.Actor other = parties.newPartyWith(Role.CONTRIBUTOR);
        String id = register(owner, "PERSON");
        problem(other.request().get("/api/v1/sources/" + id), 404, "not-found");
        problem(other.request().get("/api/v1/sources/src_aaaaaaaaaaaaaaaaaaaaaaaaaa"), 404, "not-found");
        other.request().get("/api/v1/sources").then().statusCode(200).body("items", hasSize(0));
    }

    @Test
    void onlyContributorsSeeSources() {
        TestParties.Actor owner = parties.newPartyWith(Role.CONTRIBUTOR);
        TestParties.Actor auditor = parties.userOf(owner.party(), Role.AUDITOR, Role.INVESTIGATOR);
        String id = register(owner, "ORGANISATION");
        problem(auditor.sends(Map.of("kind", "PERSON")).post("/api/v1/sources"), 403, "forbidden");
        problem(auditor.request().get("/api/v1/sources"), 403, "forbidden");
        problem(auditor.request().get("/api/v1/sources/" + id), 403, "forbidden");
        problem(parties.custodian().request().get("/api/v1/sources/" + id), 403, "forbidden");
    }

    @Test
    void theHeadOfASourcesStreamIsSignedForItsOrganisationOnly() throws Exception {
        TestParties.Actor owner = parties.newPartyWith(Role.CONTRIBUTOR);
        String head = "/api/v1/sources/" + register(owner, "PERSON") + "/head";
        JsonPath first = signedHead(owner, head);
        Head read = Head.parse(Base64.getDecoder().decode(first.getString("bytes")));
        new SignedHead(read, Bytes.of(Base64.getDecoder().decode(first.getString("signature"))))
                .verify(P256PublicKey.ofSpki(Base64.getDecoder().decode(first.getString("key"))));
        assertThat(read.seq()).isZero();
        assertThat(signedHead(owner, head).getString("bytes"))
                .as("a fresh salt")
                .isNotEqualTo(first.getString("bytes"));
        problem(parties.newPartyWith(Role.CONTRIBUTOR).request().get(head), 404, "not-found");
        problem(parties.userOf(owner.party(), Role.AUDITOR).request().get(head), 403, "forbidden");
        problem(owner.request().get("/api/v1/sources/src_x/head"), 404, "not-found");
        problem(owner.request().get(head + "?limit=1"), 400, "unknown-parameter");
    }

    private static JsonPath signedHead(TestParties.Actor owner, String path) {
        return owner.request()
                .header("Prefer", "wait=20")
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void theListIsFilteredAndPaged() {
        TestParties.Actor contributor = parties.newPartyWith(Role.CONTRIBUTOR);
        Set<String> people = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            people.add(register(contributor, "PERSON"));
            register(contributor, "PUBLIC_SOURCE");
        }
        var first = contributor
                .request()
                .get("/api/v1/sources?kind=PERSON&limit=2")
                .then()
                .statusCode(200)
                .body("items", hasSize(2))
                .body("items.kind", everyItem(equalTo("PERSON")))
                .extract()
                .jsonPath();
        String next = first.getString("next");
        var second = contributor
                .request()
                .get("/api/v1/sources?kind=PERSON&limit=2&cursor=" + next)
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("$", not(hasItem("next")))
                .extract()
                .jsonPath();
        Set<String> seen = new HashSet<>(first.getList("items.id"));
        seen.addAll(second.getList("items.id"));
        assertThat(seen).isEqualTo(people);
        problem(contributor.request().get("/api/v1/sources?cursor=" + next), 400, "invalid-cursor");
        problem(contributor.request().get("/api/v1/sources?kind=person"), 400, "invalid-parameter");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                     | invalid-field | /kind",
                "{\"kind\":\"PERSON\",\"name\":\"Kim\"}                       | unknown-field | /name",
                "{\"kind\":\"PERSON\",\"vulnerability\":[\"CHILD\",\"CHILD\"]}  | invalid-field | /vulnerability/1",
                "{\"kind\":\"PERSON\",\"vulnerability\":[\"ANY\"]}            | invalid-field | /vulnerability/0",
                "{\"kind\":\"PERSON\",\"vulnerability\":[null]}             | invalid-field | /vulnerability/0",
                "{\"kind\":\"PERSON\",\"vulnerability\":\"CHILD\"}            | invalid-field | /vulnerability",
                "{\"kind\":\"PERSON\",\"contactPolicy\":\"\"}                 | invalid-field | /contactPolicy",
            })
    void whatASourceDoesNotHaveIsRefused(String body, String slug, String pointer) {
        parties.newPartyWith(Role.CONTRIBUTOR)
                .sends(body)
                .post("/api/v1/sources")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/" + slug))
                .body("pointer", equalTo(pointer));
    }

    @Test
    void anIdempotencyKeyBelongsToOneOrganisation() {
        String key = UUID.randomUUID().toString();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 2; i++) {
            TestParties.Actor contributor = parties.newPartyWith(Role.CONTRIBUTOR);
            ids.add(contributor
                    .sends(Map.of("kind", "PERSON"))
                    .header("Idempotency-Key", key)
                    .post("/api/v1/sources")
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id"));
        }
        assertThat(ids).hasSize(2);
    }

    private static String register(TestParties.Actor contributor, String kind) {
        return contributor
                .sends(Map.of("kind", kind))
                .post("/api/v1/sources")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static void problem(Response answer, int status, String slug) {
        answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/" + slug));
    }
}
