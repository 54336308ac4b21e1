package org.sillok.identities.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sillok.custody.CustodyInspection;
import org.sillok.custody.core.StreamKind;
import org.sillok.identities.Policies;
import org.sillok.identities.core.Custodians;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.identity.TestParties;
import org.sillok.platform.PostgresTestResource;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class IdentityResourceTest {
    private static final Map<String, Object> IDENTITY = Map.of(
            "names",
            List.of(
                    Map.of("text", "가상의 인물", "language", "ko-Hang"),
                    Map.of("text", "Вымышленное Лицо", "language", "ru")),
            "birth",
            "1971-05~",
            "contacts",
            List.of(Map.of("kind", "TELEPHONE", "value", "+00 000 0000")),
            "relatives",
            List.of(Map.of("name", "가상의 누이", "relation", "sister")),
            "notes",
            "첫째 줄\n둘째 줄");
    private static final Map<String, String> GROUNDS = Map.of("reason", "증인의 신변 위험", "basis", "Article 1");

    @Inject
    TestParties parties;

    @Inject
    Policies policies;

    @Inject
    Scope scope;

    @Inject
    CustodyInspection custody;

    @Inject
    EntityManager entities;

    @ConfigProperty(name = "sillok.identities.vault.key-file", defaultValue = "")
    String keyFile;

    @ConfigProperty(name = "sillok.data-dir")
    String dataDirectory;

    private TestParties.Actor owner;
    private TestParties.Actor first;
    private TestParties.Actor second;
    private String source;
    private String path;

    @BeforeEach
    void aSource() {
        owner = parties.newPartyWith(Role.CONTRIBUTOR);
        first = parties.custodian();
        second = parties.userOf(first.party(), Role.CUSTODIAN);
        source = owner.sends(Map.of("kind", "PERSON")).post("/api/v1/sources").path("id");
        path = "/api/v1/sources/" + source + "/identity";
    }

    @Test
    void whatIsRecordedIsNotReadBackAndLiesSealed() throws Exception {
        owner.request().get(path).then().statusCode(200).body("recorded", equalTo(false));
        String etag = recorded().header("ETag");
        owner.request()
                .get(path)
                .then()
                .statusCode(200)
                .header("ETag", equalTo(etag))
                .body("recorded", equalTo(true))
                .body("version", equalTo(1))
                .body("recordedBy", equalTo(owner.user()))
                .body(not(containsString("가상")));
        problem(owner.sends(IDENTITY).put(path), 428, "precondition-required");
        owner.sends(Map.of("notes", "replaced"))
                .header("If-Match", etag)
                .put(path)
                .then()
                .statusCode(200);
        problem(owner.sends(IDENTITY).header("If-Match", etag).put(path), 412, "precondition-failed");
        assertThat(statements()).isEqualTo(3);
        byte[] stored = QuarkusTransaction.requiringNew().call(() -> {
            scope.enterSystem();
            return (byte[]) entities.createNativeQuery(
                            "select identity from identities_identity where source = ?1 and version = 1")
                    .setParameter(1, source)
                    .getSingleResult();
        });
        assertThat(new String(stored, StandardCharsets.UTF_8)).doesNotContain("가상", "+00");
        Path file = keyFile.isEmpty() ? Path.of(dataDirectory, "keys", "identity-kek") : Path.of(keyFile);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void whereNobodyTellsPeopleApartOneCustodianOpensOnceAndTheAnswerSaysSo() {
        recorded();
        String one = asked();
        first.request()
                .get(one)
                .then()
                .statusCode(200)
                .body("state", equalTo("APPROVED"))
                .body("approval", equalTo("ONE_CUSTODIAN"))
                .body("tokens", equalTo("ISSUED_HERE"))
                .body(not(containsString("가상")));
        problem(second.request().get(one + "/identity"), 403, "forbidden");
        problem(second.request().post(one + "/approve"), 409, "conflict");
        first.request().head(one + "/identity").then().statusCode(405);
        long before = statementsOf(first.party());
        JsonPath opened = first.request()
                .get(one + "/identity")
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .extract()
                .jsonPath();
        assertThat(statementsOf(first.party()) - before)
                .as("opened and administered")
                .isEqualTo(2);
        assertThat(opened.getString("approval")).isEqualTo("ONE_CUSTODIAN");
        assertThat(opened.getMap("identity")).isEqualTo(IDENTITY);
        long used = statementsOf(first.party());
        problem(first.request().get(one + "/identity"), 409, "conflict");
        assertThat(statementsOf(first.party()) - used).as("denied").isEqualTo(1);
        owner.request()
                .get(path + "/openings")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].state", equalTo("OPENED"))
                .body("items[0].openedBy", equalTo(first.user()))
                .body("items[0].reason", equalTo(GROUNDS.get("reason")))
                .body("items[0].basis", equalTo(GROUNDS.get("basis")));
        owner.request().get(one).then().statusCode(200).body("state", equalTo("OPENED"));
        assertThat(statements()).as("registered, recorded, asked, disclosed").isEqualTo(4);
    }

    @Test
    void whereItTakesTwoASecondCustodianApproves() {
        policies.set(Custodians.TWO, Duration.ofMinutes(15));
        recorded();
        String one = asked();
        first.request().get(one).then().body("state", equalTo("PENDING")).body("approval", equalTo("TWO_CUSTODIANS"));
        problem(first.request().get(one + "/identity"), 409, "conflict");
        problem(first.request().post(one + "/approve"), 409, "conflict");
        problem(owner.request().post(one + "/approve"), 403, "forbidden");
        second.request()
                .post(one + "/approve")
                .then()
                .statusCode(200)
                .body("state", equalTo("APPROVED"))
                .body("approvedBy", equalTo(second.user()));
        problem(second.request().post(one + "/approve"), 409, "conflict");
        problem(second.request().get(one + "/identity"), 403, "forbidden");
        first.request().get(one + "/identity").then().statusCode(200).body("approval", equalTo("TWO_CUSTODIANS"));
        assertThat(statements())
                .as("registered, recorded, asked, approved, disclosed")
                .isEqualTo(5);
    }

    @Test
    void whatOneAskedForIsNotUsedOnceItTakesTwoNorWhenNobodyMayNorLate() {
        recorded();
        String one = asked();
        policies.set(Custodians.TWO, Duration.ofMinutes(15));
        problem(first.request().get(one + "/identity"), 409, "conflict");
        policies.set(Custodians.NONE, Duration.ofMinutes(15));
        problem(first.request().get(one + "/identity"), 409, "conflict");
        problem(first.sends(GROUNDS).post(path + "/openings"), 409, "conflict");
        policies.set(Custodians.ONE, Duration.ofMillis(1));
        problem(first.request().get(one + "/identity"), 409, "conflict");
        first.request().get(one).then().body("state", equalTo("EXPIRED"));
    }

    @Test
    void ofSimultaneousUsesOneSucceeds() throws Exception {
        recorded();
        String one = asked();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<Integer> act = () -> first.request().get(one + "/identity").statusCode();
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> status : threads.invokeAll(List.of(act, act, act, act))) {
                statuses.add(status.get());
            }
            assertThat(statuses).containsExactlyInAnyOrder(200, 409, 409, 409);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void otherOrganisationsAndOtherRolesGetNowhere() {
        recorded();
        String one = asked();
        TestParties.Actor other = parties.newPartyWith(Role.CONTRIBUTOR);
        TestParties.Actor auditor = parties.userOf(owner.party(), Role.AUDITOR, Role.INVESTIGATOR);
        problem(other.sends(IDENTITY).put(path), 404, "not-found");
        problem(other.request().get(path), 404, "not-found");
        problem(other.request().get(path + "/openings"), 404, "not-found");
        problem(other.request().get(one), 404, "not-found");
        problem(auditor.sends(IDENTITY).put(path), 403, "forbidden");
        problem(auditor.request().get(path), 403, "forbidden");
        problem(auditor.request().get(path + "/openings"), 403, "forbidden");
        problem(auditor.request().get(one), 403, "forbidden");
        for (TestParties.Actor actor : List.of(owner, other, auditor)) {
            problem(actor.sends(GROUNDS).post(path + "/openings"), 403, "forbidden");
            problem(actor.request().post(one + "/approve"), 403, "forbidden");
            problem(actor.request().get(one + "/identity"), 403, "forbidden");
        }
        problem(first.sends(IDENTITY).put(path), 403, "forbidden");
        problem(first.request().get(path), 403, "forbidden");
        String nowhere = "/api/v1/sources/src_aaaaaaaaaaaaaaaaaaaaaaaaaa/identity";
        problem(owner.sends(IDENTITY).put(nowhere), 404, "not-found");
        problem(first.sends(GROUNDS).post(nowhere + "/openings"), 404, "not-found");
        problem(first.sends(GROUNDS).post("/api/v1/sources/x/identity/openings"), 404, "not-found");
        problem(first.request().get(nowhere + "/openings"), 404, "not-found");
        String elsewhere = path.replace(source, secondSource()) + one.substring(one.lastIndexOf("/openings"));
        problem(first.request().get(elsewhere), 404, "not-found");
        problem(first.request().get(elsewhere + "/identity"), 404, "not-found");
        problem(first.request().post(elsewhere + "/approve"), 404, "not-found");
        given().get(path).then().statusCode(401);
        given().contentType("application/json").body(IDENTITY).put(path).then().statusCode(401);
        given().contentType("application/json")
                .body(GROUNDS)
                .post(path + "/openings")
                .then()
                .statusCode(401);
        given().get(path + "/openings").then().statusCode(401);
        given().get(one).then().statusCode(401);
        given().post(one + "/approve").then().statusCode(401);
        given().get(one + "/identity").then().statusCode(401);
    }

    @Test
    void aSourceWithoutAnIdentityIsNotOpenedAndARepetitionAsksOnce() {
        problem(first.sends(GROUNDS).post(path + "/openings"), 404, "not-found");
        recorded();
        String key = UUID.randomUUID().toString();
        String id = first.sends(GROUNDS)
                .header("Idempotency-Key", key)
                .post(path + "/openings")
                .path("id");
        assertThat(first.sends(GROUNDS)
                        .header("Idempotency-Key", key)
                        .post(path + "/openings")
                        .<String>path("id"))
                .isEqualTo(id);
        first.request().get(path + "/openings").then().statusCode(200).body("items", hasSize(1));
        problem(first.sends(Map.of("reason", "x")).post(path + "/openings"), 400, "invalid-field");
        problem(first.sends(Map.of("reason", " ", "basis", "x")).post(path + "/openings"), 400, "invalid-field");
        problem(first.sends(Map.of("why", "x")).post(path + "/openings"), 400, "unknown-field");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                                         | invalid-field        | /names",
                "{\"names\":[]}                                               | invalid-field        | /names",
                "{\"birth\":\"1971\"}                                           | invalid-field        | /names",
                "{\"name\":\"Kim\"}                                             | unknown-field        | /name",
                "{\"names\":[{\"text\":\"\",\"language\":\"ko\"}]}                  | invalid-field        | /names/0/text",
                "{\"names\":[{\"text\":\"a\\u0000\",\"language\":\"ko\"}]}           | invalid-field        | /names/0/text",
                "{\"names\":[{\"text\":\"a\",\"language\":\"korean?\"}]}            | invalid-language-tag | /names/0/language",
                "{\"notes\":\"x\",\"birth\":\"1971-13\"}                          | invalid-date         | /birth",
                "{\"contacts\":[{\"kind\":\"FAX\",\"value\":\"1\"}]}                | invalid-field        | /contacts/0/kind",
                "{\"contacts\":[{\"kind\":\"EMAIL\"}]}                            | invalid-field        | /contacts/0/value",
                "{\"notes\":\"x\",\"relatives\":[{\"name\":\"a\"}]}                 | invalid-field        | /relatives/0/relation",
            })
    void whatIsNoIdentityIsRefusedWithoutRepeatingIt(String body, String slug, String pointer) {
        owner.sends(body)
                .put(path)
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/" + slug))
                .body("pointer", equalTo(pointer));
    }

    private Response recorded() {
        Response answer = owner.sends(IDENTITY).put(path);
        answer.then().statusCode(200).body("version", equalTo(1)).body(not(containsString("가상")));
        return answer;
    }

    private String asked() {
        String id = first.sends(GROUNDS)
                .post(path + "/openings")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        return path + "/openings/" + id;
    }

    private String secondSource() {
        return owner.sends(Map.of("kind", "PERSON")).post("/api/v1/sources").path("id");
    }

    private int statements() {
        return QuarkusTransaction.requiringNew().call(() -> {
            scope.enterSystem();
            String stream =
                    custody.streamsOf(StreamKind.SOURCE, List.of(source)).get(0).id();
            return custody.ofStream(stream, 0, 100).size();
        });
    }

    private long statementsOf(String party) {
        return QuarkusTransaction.requiringNew().call(() -> {
            scope.enterSystem();
            return ((Number) entities.createNativeQuery("select count(*) from custody_statement where owner_party = ?1")
                            .setParameter(1, party)
                            .getSingleResult())
                    .longValue();
        });
    }

    private static void problem(Response answer, int status, String slug) {
        answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/" + slug));
    }
}
