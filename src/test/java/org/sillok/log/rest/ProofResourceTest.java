package org.sillok.log.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.log.LogEntry;
import org.sillok.log.TransparencyLog;
import org.sillok.log.core.Checkpoint;
import org.sillok.log.core.ConsistencyProof;
import org.sillok.log.core.InclusionProof;
import org.sillok.log.core.TlogProof;
import org.sillok.platform.PostgresTestResource;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class ProofResourceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String INCLUSION = "/log/proof/inclusion";
    private static final String CONSISTENCY = "/log/proof/consistency";

    @Inject
    TransparencyLog log;

    @Inject
    TestParties parties;

    private Digest leafHash;
    private long index;
    private TestParties.Actor reader;

    @BeforeEach
    void threePublishedEntries() {
        for (int i = 0; i < 3; i++) {
            leafHash = QuarkusTransaction.requiringNew()
                    .call(() ->
                            log.append(new LogEntry(Bytes.utf8("leaf " + System.nanoTime()), Bytes.utf8("record"))));
        }
        index = log.awaitIndex(leafHash, PATIENCE).orElseThrow();
        assertThat(log.awaitPublished(index, PATIENCE)).isPresent();
    }

    @ParameterizedTest
    @EnumSource(names = {"CONTRIBUTOR", "INVESTIGATOR", "AUDITOR"})
    void anyRoleGetsProofsAndNobodyElseDoes(Role role) {
        parties.newPartyWith(role).request().get(INCLUSION + "?index=0").then().statusCode(200);
        for (String path : List.of(
                INCLUSION + "?index=0",
                CONSISTENCY + "?from=0&to=1",
                "/log/proof/0.tlog-proof",
                "/log/proof/0.sigstore.json")) {
            given().get(path).then().statusCode(401).body("type", equalTo("/problems/unauthenticated"));
        }
    }

    @Test
    void anEntryIsProvedInTheNewestTreeAndInEveryEarlierOne() throws Exception {
        Checkpoint head = log.checkpoint().checkpoint();
        JsonPath newest = get(INCLUSION + "?index=" + index);
        assertThat(hash(newest, "leafHash")).isEqualTo(leafHash);
        if (newest.getLong("size") == head.size()) {
            assertThat(hash(newest, "root")).isEqualTo(head.root());
        }
        for (long size = index + 1; size <= head.size(); size += 1 + head.size() / 20) {
            JsonPath proof = get(INCLUSION + "?index=" + index + "&size=" + size);
            assertThat(proof.getLong("size")).isEqualTo(size);
            new InclusionProof(index, size, hashes(proof)).verify(leafHash, hash(proof, "root"));
        }
    }

    @Test
    void theTreesContinueEachOther() throws Exception {
        long size = log.checkpoint().checkpoint().size();
        for (long from = 0; from <= size; from += 1 + size / 20) {
            JsonPath proof = get(CONSISTENCY + "?from=" + from + "&to=" + size);
            new ConsistencyProof(from, size, hashes(proof)).verify(hash(proof, "fromRoot"), hash(proof, "toRoot"));
        }
    }

    @Test
    void aPortableProofStandsAlone() throws Exception {
        String text = parties.newPartyWith(Role.AUDITOR)
                .request()
                .accept("*/*")
                .get("/log/proof/" + index + ".tlog-proof")
                .then()
                .statusCode(200)
                .contentType(equalTo("text/plain; charset=utf-8"))
                .extract()
                .asString();
        TlogProof proof = TlogProof.parse(text);
        assertThat(proof.text()).isEqualTo(text);
        assertThat(proof.index()).isEqualTo(index);
        assertThat(proof.verify(leafHash, log.policy()).checkpoint().size()).isGreaterThan(index);
    }

    @ParameterizedTest
    @CsvSource({
        "/inclusion, 400, invalid-parameter",
        "/inclusion?index=-1, 400, invalid-parameter",
        "/inclusion?index=01, 400, invalid-parameter",
        "/inclusion?index=1e3, 400, invalid-parameter",
        "/inclusion?index=99999999999999999999, 400, invalid-parameter",
        "/inclusion?index=1&index=2, 400, invalid-parameter",
        "/inclusion?index=1&size=1, 400, invalid-parameter",
        "/inclusion?index=0&size=0, 400, invalid-parameter",
        "/inclusion?index=0&limit=1, 400, unknown-parameter",
        "/inclusion?index=999999999, 404, beyond-the-log",
        "/inclusion?index=0&size=999999999, 404, beyond-the-log",
        "/consistency?from=1, 400, invalid-parameter",
        "/consistency?from=2&to=1, 400, invalid-parameter",
        "/consistency?from=0&to=999999999, 404, beyond-the-log",
        "/999999999.tlog-proof, 404, beyond-the-log",
        "/01.tlog-proof, 400, invalid-parameter",
        "/999999999.sigstore.json, 404, beyond-the-log",
        "/01.sigstore.json, 400, invalid-parameter",
        "/0.sigstore.json?limit=1, 400, unknown-parameter",
        "/x.tlog-proof, 404, not-found"
    })
    void badNumbersAreProblems(String path, int status, String problem) {
        parties.newPartyWith(Role.AUDITOR)
                .request()
                .accept("*/*")
                .get("/log/proof" + path)
                .then()
                .statusCode(status)
                .body("type", equalTo("/problems/" + problem));
    }

    @Test
    void theTrustedRootHasTheLogsKeyAndIsPublic() {
        given().get("/log/trusted_root.json")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-cache")
                .body("mediaType", equalTo("application/vnd.dev.sigstore.trustedroot+json;version=0.1"))
                .body("tlogs[0].baseUrl", equalTo("https://" + log.origin()))
                .body("tlogs[0].publicKey.keyDetails", equalTo("PKIX_ED25519"))
                .body(
                        "tlogs[0].publicKey.rawBytes",
                        equalTo(Base64.getEncoder()
                                .encodeToString(log.noteKey().key().spki())));
    }

    private JsonPath get(String path) {
        if (reader == null) {
            reader = parties.newPartyWith(Role.INVESTIGATOR);
        }
        return reader.request().get(path).then().statusCode(200).extract().jsonPath();
    }

    private static List<Digest> hashes(JsonPath proof) {
        return proof.getList("hashes", String.class).stream()
                .map(ProofResourceTest::digest)
                .toList();
    }

    private static Digest hash(JsonPath proof, String name) {
        return digest(proof.getString(name));
    }

    private static Digest digest(String base64) {
        return Digest.sha256(Base64.getDecoder().decode(base64));
    }
}
