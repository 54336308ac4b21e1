package org.sillok.odrl.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.odrl.core.Profile;
import org.sillok.platform.PostgresTestResource;
import org.sillok.terms.Vocabulary;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class TermsResourceTest {
    private static final String CLAUSE = """
            {"id":"1","effect":"PERMIT","actions":["INSPECT"],"recipients":{"only":[{"class":"COURT"}]},"purposes":{"all":true},
             "scope":{"parts":["CONTENT"],"lineage":"ORIGINAL_ONLY"}}""";
    private static final String DRAFT = "{\"clauses\":[" + CLAUSE + "]}";
    private static final String VALIDATION = "/api/v1/terms/validation";
    private static final String IMPORT = "/api/v1/terms/odrl";
    private static final String EXPORT = "/api/v1/terms/odrl/export";

    @Inject
    TestParties parties;

    @Test
    void clausesBecomeAPolicyAndThePolicyTheClauses() {
        TestParties.Actor contributor = parties.newPartyWith(Role.CONTRIBUTOR);
        String policy = exported(contributor);
        assertThat(policy).startsWith("{\"@context\":{\"@version\":1.1,").isEqualTo(exported(contributor));
        imported(contributor, policy)
                .then()
                .statusCode(200)
                .contentType(ContentType.JSON)
                .body("type", equalTo("CLAUSES"))
                .body("clauses", hasSize(1))
                .body("clauses[0].id", equalTo("1"))
                .body("clauses[0].actions", equalTo(List.of("INSPECT")))
                .body("clauses[0].recipients.only[0].class", equalTo("COURT"))
                .body("faults", hasSize(0));
    }

    @Test
    void whatAPolicySaysBeyondTheProfileIsRefusedWithItsPlace() {
        TestParties.Actor custodian = parties.custodian();
        String policy = exported(custodian);
        refused(custodian, policy.replace("\"conflict\":\"prohibit\"", "\"conflict\":\"perm\""), "/conflict");
        refused(
                custodian,
                policy.replace("\"operator\":\"isAnyOf\"", "\"operator\":\"isAllOf\""),
                "/permission/0/constraint/0/operator");
        refused(custodian, policy.replace("\"position\":1", "\"remedy\":[],\"position\":1"), "/permission/0/remedy");
        refused(custodian, policy.replace("\"@version\"", "\"홍길동\""), "/@context");
        refused(custodian, "{\"@context\":\"http://www.w3.org/ns/odrl.jsonld\",\"uid\":\"urn:x:y\"}", "/@context");
    }

    @Test
    void whatHasNoFormInOdrlIsRefusedWithItsPlace() {
        TestParties.Actor contributor = parties.newPartyWith(Role.CONTRIBUTOR);
        Response answer =
                contributor.sends(DRAFT.replace("[\"INSPECT\"]", "[]")).post(EXPORT);
        problem(answer, 422, "odrl-not-expressible");
        answer.then().body("pointer", equalTo("/clauses/0/actions"));
        problem(contributor.sends(DRAFT.replace("INSPECT", "STEAL")).post(EXPORT), 400, "invalid-field");
    }

    @Test
    void aDraftIsCheckedAndEveryFaultNamed() {
        TestParties.Actor contributor = parties.newPartyWith(Role.CONTRIBUTOR);
        contributor.sends(DRAFT).post(VALIDATION).then().statusCode(200).body("faults", hasSize(0));
        contributor
                .sends("{\"clauses\":[" + CLAUSE + "," + CLAUSE + "," + CLAUSE.replace("INSPECT", "홍길동") + ","
                        + CLAUSE.replace("\"id\":\"1\"", "\"id\":\"2\"").replace("[\"INSPECT\"]", "[]") + "]}")
                .post(VALIDATION)
                .then()
                .statusCode(200)
                .body("faults.pointer", equalTo(List.of("/clauses/1/id", "/clauses/2/actions/0", "/clauses/3/actions")))
                .body("faults[1].message", containsString("Action"));
        assertThat(contributor
                        .sends(DRAFT.replace("INSPECT", "홍길동"))
                        .post(VALIDATION)
                        .asString())
                .doesNotContain("홍길동");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "null", "{\"clauses\":[]}", "{\"clauses\":{}}", "{\"clauses\":[1],\"more\":1}"})
    void aDraftIsAListOfClauses(String body) {
        TestParties.Actor contributor = parties.newPartyWith(Role.CONTRIBUTOR);
        problem(contributor.sends(body).post(VALIDATION), 400, "invalid-field");
        problem(contributor.sends(body).post(EXPORT), 400, "invalid-field");
    }

    @Test
    void whatIsNotJsonIsNoDraftAndNoPolicy() {
        TestParties.Actor contributor = parties.newPartyWith(Role.CONTRIBUTOR);
        for (String body : new String[] {"{\"clauses\":[", "{\"a\":1,\"a\":1}", "{} {}"}) {
            problem(contributor.sends(body).post(VALIDATION), 400, "malformed-json");
            problem(imported(contributor, body), 400, "malformed-json");
        }
        problem(imported(contributor, "{}"), 422, "odrl-refused");
        problem(contributor.sends(DRAFT).post(IMPORT), 415, "unsupported-media-type");
        problem(contributor.sends(DRAFT).post(VALIDATION + "?x=1"), 400, "unknown-parameter");
        problem(imported(contributor, " ".repeat(2 << 20)), 413, "payload-too-large");
    }

    @Test
    void onlyThoseWhoWriteTermsTranslateThem() {
        for (Role role : new Role[] {Role.INVESTIGATOR, Role.AUDITOR}) {
            TestParties.Actor other = parties.newPartyWith(role);
            problem(other.sends(DRAFT).post(VALIDATION), 403, "forbidden");
            problem(other.sends(DRAFT).post(EXPORT), 403, "forbidden");
            problem(imported(other, "{}"), 403, "forbidden");
        }
        for (String path : new String[] {VALIDATION, EXPORT, IMPORT}) {
            problem(
                    RestAssured.given()
                            .contentType(ContentType.JSON)
                            .body(DRAFT)
                            .post(path),
                    401,
                    "unauthenticated");
        }
    }

    @Test
    void everyRoleReadsTheVocabularyAndItsProfile() {
        for (Role role : new Role[] {Role.CONTRIBUTOR, Role.INVESTIGATOR, Role.AUDITOR}) {
            TestParties.Actor reader = parties.newPartyWith(role);
            document(reader, "/api/v1/vocabularies", "application/json", Vocabulary.bytes());
            document(reader, "/api/v1/vocabularies/odrl", "text/turtle", Profile.profile());
            document(reader, "/api/v1/vocabularies/odrl/shapes", "text/turtle", Profile.shapes());
            problem(reader.request().get("/api/v1/vocabularies?x=1"), 400, "unknown-parameter");
        }
        for (String path : new String[] {"", "/odrl", "/odrl/shapes"}) {
            problem(RestAssured.get("/api/v1/vocabularies" + path), 401, "unauthenticated");
        }
    }

    private static void document(TestParties.Actor reader, String path, String type, byte[] expected) {
        Response answer = reader.request().accept("*/*").get(path);
        answer.then().statusCode(200).contentType(startsWith(type));
        assertThat(new String(answer.asByteArray(), StandardCharsets.UTF_8))
                .isEqualTo(new String(expected, StandardCharsets.UTF_8));
        String etag = answer.header("ETag");
        reader.request()
                .accept("*/*")
                .header("If-None-Match", etag)
                .get(path)
                .then()
                .statusCode(304);
    }

    private static String exported(TestParties.Actor actor) {
        actor.sends(DRAFT).post(EXPORT).then().statusCode(200).contentType(startsWith("application/json"));
        Response answer = actor.sends(DRAFT).accept("application/ld+json").post(EXPORT);
        answer.then().statusCode(200).contentType(startsWith("application/ld+json"));
        return answer.asString();
    }

    private static void refused(TestParties.Actor actor, String policy, String pointer) {
        Response answer = imported(actor, policy);
        problem(answer, 422, "odrl-refused");
        answer.then().body("pointer", equalTo(pointer));
        assertThat(answer.asString()).doesNotContain("홍길동");
    }

    static Response imported(TestParties.Actor actor, String policy) {
        RequestSpecification request = actor.request()
                .config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .encodeContentTypeAs("application/ld+json", ContentType.JSON)))
                .contentType("application/ld+json")
                .body(policy.getBytes(StandardCharsets.UTF_8));
        return request.post(IMPORT);
    }

    private static void problem(Response answer, int status, String slug) {
        answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/" + slug));
    }
}
