package org.sillok.log.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.smallrye.jwt.build.Jwt;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.SignedHere;
import org.sillok.identity.TestParties;
import org.sillok.identity.Token;
import org.sillok.identity.TokenIssuer;
import org.sillok.identity.core.TokenGrade;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.UserId;
import org.sillok.log.LogEntry;
import org.sillok.log.TransparencyLog;
import org.sillok.log.core.Checkpoint;
import org.sillok.log.core.EntryBundle;
import org.sillok.log.core.LogPolicy;
import org.sillok.log.core.Note;
import org.sillok.log.core.NoteKey;
import org.sillok.log.core.SignedCheckpoint;
import org.sillok.log.core.TileName;
import org.sillok.log.core.TileTree;
import org.sillok.log.core.TlogProof;
import org.sillok.platform.PostgresTestResource;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class LogResourceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    TransparencyLog log;

    @Inject
    TestParties parties;

    @Inject
    TokenIssuer issuer;

    private Digest leafHash;
    private long index;

    @BeforeEach
    void aPublishedEntry() {
        leafHash = QuarkusTransaction.requiringNew()
                .call(() -> log.append(new LogEntry(Bytes.utf8("leaf " + System.nanoTime()), Bytes.utf8("record"))));
        index = log.awaitIndex(leafHash, PATIENCE).orElseThrow();
        assertThat(log.awaitPublished(index, PATIENCE)).isPresent();
    }

    @Test
    void anyoneCanCheckTheLogWithoutAToken() throws Exception {
        String vkey = given().get("/log/vkey")
                .then()
                .statusCode(200)
                .contentType(equalTo("text/plain; charset=utf-8"))
                .extract()
                .asString();
        byte[] note = given().get("/log/checkpoint")
                .then()
                .statusCode(200)
                .contentType(equalTo("text/plain; charset=utf-8"))
                .header("Cache-Control", "no-cache")
                .extract()
                .asByteArray();
        NoteKey key = NoteKey.parse(vkey.strip());
        assertThat(Note.parse(note).verify(List.of(key))).containsExactly(key);
        LogPolicy policy = LogPolicy.parse(given().get("/log/policy")
                .then()
                .statusCode(200)
                .contentType(equalTo("text/plain; charset=utf-8"))
                .extract()
                .asString());
        assertThat(policy.keys(key.name())).contains(key).hasSize(2);
        Checkpoint head = SignedCheckpoint.verify(Bytes.of(note), policy).checkpoint();
        assertThat(head.size()).isGreaterThan(index);
        TileTree tiles = new TileTree(head.size(), LogResourceTest::publicTile);
        assertThat(tiles.frontier().root()).isEqualTo(head.root());
        assertThat(tiles.node(0, index)).isEqualTo(leafHash);
        TlogProof proof = log.proof(index);
        assertThat(proof.verify(leafHash, policy).checkpoint().size()).isGreaterThan(index);
    }

    @Test
    void entriesAreForAuditorsOnly() throws Exception {
        int size = (int) log.checkpoint().checkpoint().size();
        int last = (size - 1) / TileName.FULL;
        int width = size - last * TileName.FULL;
        String path = "/log/" + new TileName.Entries(last, width).path();
        given().get(path).then().statusCode(401).body("type", equalTo("/problems/unauthenticated"));
        as(Role.CONTRIBUTOR, Role.CUSTODIAN, Role.INVESTIGATOR, Role.OPERATOR)
                .get(path)
                .then()
                .statusCode(403)
                .body("type", equalTo("/problems/forbidden"));
        byte[] bundle = parties.userOf(parties.newParty(), Role.AUDITOR)
                .request()
                .accept("*/*")
                .get(path)
                .then()
                .statusCode(200)
                .header("Cache-Control", "private, max-age=31536000, immutable")
                .extract()
                .asByteArray();
        assertThat(EntryBundle.parse(width, bundle).entries())
                .anySatisfy(entry -> assertThat(new String(entry.toArray(), StandardCharsets.UTF_8))
                        .startsWith("leaf "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/log/tile/0/999",
                "/log/tile/7/000",
                "/log/tile/0/x001/000",
                "/log/tile/0/000.p/0",
                "/log/tile/00/000",
                "/log/tile/0/000.p/256",
                "/log/tile/0/0",
                "/log/tile/64/000",
                "/log/tile/0/x1",
                "/log/tile/0/x001",
                "/log/tile/0/x000/000",
                "/log/tile/0/1",
                "/log/tile/0/0000",
                "/log/tile/0/000.p/",
                "/log/tile/0/000.p/01",
                "/log/tile/0/000.p/257",
                "/log/tile/0/000.p/-1",
                "/log/tile/0/-01",
                "/log/tile/0/x999/x999/x999/x999/x999/999",
                "/log/tile/99999999999999999999/000",
                "/log/tile/entries/x1",
                "/log/tile/entries/000.p/0",
                "/log/tile/entries/000.p/256",
                "/log/tile/entries/x999/x999/x999/x999/x999/999"
            })
    void whatDoesNotExistIsNotFound(String path) {
        as(Role.AUDITOR).get(path).then().statusCode(404).body("type", equalTo("/problems/not-found"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/log/tile/0/%2e%2e/entries/000",
                "/log/tile/0/..%2fentries/000",
                "/log/tile/0/%30%30%30%00",
                "/log/tile/0/000%0a",
                "/log/tile/0/000%20",
                "/log/tile/0/%EF%BC%90%EF%BC%90%EF%BC%90",
                "/log/tile/0/%D9%A0%D9%A0%D9%A0",
                "/log/tile/0/000%2Fp%2F1",
                "/log/tile/0/%ff%fe",
                "/log/tile/0/..%5c..%5ccheckpoint",
                "/log/tile/0/../../../etc/passwd"
            })
    void encodedPathsLeadNowhere(String path) {
        assertThat(given().urlEncodingEnabled(false).get(path).statusCode()).isIn(400, 401, 404);
    }

    @Test
    void aPathOfSeveralKilobytesLeadsNowhere() {
        String path = "/log/tile/0/" + "x001/".repeat(700) + "000";
        assertThat(given().get(path).statusCode()).isIn(400, 401, 404, 414);
    }

    @Test
    void theHashesOfTheEntriesDoNotOpenTheEntries() {
        given().urlEncodingEnabled(false).get("/log/tile/entries/000").then().statusCode(401);
        given().urlEncodingEnabled(false).get("/log/tile/%65ntries/000").then().statusCode(401);
        given().urlEncodingEnabled(false)
                .get("/log/tile/0/../entries/000")
                .then()
                .statusCode(401);
        given().urlEncodingEnabled(false).get("/log/tile//entries/000").then().statusCode(401);
    }

    @Test
    void healthAndMetricsTellHowTheLogIs() {
        given().get("/q/health")
                .then()
                .body("checks.find { it.name == 'transparency log' }.status", equalTo("UP"))
                .body("checks.name", hasItem("transparency log"));
        as(Role.OPERATOR)
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("sillok_log_published"))
                .body(containsString("sillok_log_leading 1.0"));
    }

    @Test
    void aTokenOfWhoIsDisabledOpensNothingAndRolesAreThoseThatCountHere() {
        String repository = parties.custodian().party();
        TestParties.Actor auditor = parties.newPartyWith(Role.AUDITOR);
        TestParties.Actor operator = parties.userOf(repository, Role.OPERATOR);
        operator.request().accept("*/*").get("/q/metrics").then().statusCode(200);
        for (TestParties.Actor gone : List.of(auditor, operator)) {
            parties.custodian()
                    .request()
                    .post("/api/v1/users/" + gone.user() + "/disable")
                    .then()
                    .statusCode(200);
        }
        for (String path : List.of(
                "/log/tile/entries/000",
                "/log/proof/0.sigstore.json",
                "/log/proof/0.tlog-proof",
                "/log/proof/inclusion?index=0",
                "/log/proof/consistency?from=0&to=1",
                "/recalls/1")) {
            auditor.request().accept("*/*").get(path).then().statusCode(401);
        }
        operator.request().accept("*/*").get("/q/metrics").then().statusCode(403);
    }

    @Test
    void anOperatorOfAnotherOrganisationIsNone() throws Exception {
        for (String role : List.of("operator", "custodian")) {
            String token = Jwt.issuer("urn:sillok:local-issuer")
                    .audience("sillok")
                    .subject("operator of theirs")
                    .claim("party", parties.newParty())
                    .groups(role)
                    .expiresIn(600)
                    .sign(SignedHere.key());
            given().header("Authorization", "Bearer " + token)
                    .get("/q/metrics")
                    .then()
                    .statusCode(403);
        }
    }

    /** A request of the first custodian with a token for these roles. */
    private RequestSpecification as(Role... roles) {
        TestParties.Actor custodian = parties.custodian();
        Caller caller = new Caller(new PartyId(custodian.party()), new UserId(custodian.user()), Set.of(roles));
        Token token = issuer.issue(caller, Instant.now().plusSeconds(60), TokenGrade.FULL)
                .orElseThrow();
        return given().header("Authorization", "Bearer " + token.value());
    }

    private static byte[] publicTile(TileName.Hashes name) {
        return given().get("/log/" + name.path())
                .then()
                .statusCode(200)
                .contentType("application/octet-stream")
                .header("Cache-Control", "public, max-age=31536000, immutable")
                .extract()
                .asByteArray();
    }
}
