package org.sillok.evidence.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.crypto.P256PublicKey;
import org.sillok.crypto.Sha2;
import org.sillok.custody.StatementKey;
import org.sillok.custody.core.Head;
import org.sillok.custody.core.SignedHead;
import org.sillok.custody.core.Statement;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.intake.FormBody;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.log.TransparencyLog;
import org.sillok.log.core.HashedRekordLeaf;
import org.sillok.log.core.InclusionProof;
import org.sillok.log.core.Merkle;
import org.sillok.log.core.SignedCheckpoint;
import org.sillok.log.core.SigstoreBundle;
import org.sillok.log.core.TlogProof;
import org.sillok.platform.PostgresTestResource;
import org.sillok.web.DigestFields;

/** An item's statements one by one: what a tool that does not know receipts needs, and nothing for strangers. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class StatementResourceTest {
    private static final String ITEMS = "/api/v1/items/";

    @Inject
    TestParties parties;

    @Inject
    TransparencyLog log;

    @Inject
    StatementKey key;

    private Actor ngo;
    private String item;

    @BeforeEach
    void anItemWithFourStatements() {
        ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        item = ngo.request()
                .contentType(FormBody.TYPE)
                .body(new FormBody()
                        .metadata("{\"title\":{\"en\":\"t\"},\"kind\":\"OTHER\"}")
                        .file("a.txt", new byte[] {1, 2, 3}, "Content-Type: text/plain")
                        .end()
                        .bytes())
                .post("/api/v1/items")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        for (int i = 0; i < 3; i++) {
            String etag = ngo.request().get(ITEMS + item).then().extract().header("ETag");
            ngo.sends("{\"title\":{\"en\":\"t" + i + "\"},\"kind\":\"OTHER\",\"reason\":\"r\"}")
                    .header("If-Match", etag)
                    .put(ITEMS + item + "/metadata")
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void theListHasEveryStatementOnceInPages() {
        List<Integer> seqs = new ArrayList<>();
        String next = "";
        do {
            JsonPath page = json("/statements?limit=3" + next);
            seqs.addAll(page.getList("items.seq"));
            next = page.getString("next") == null ? null : "&cursor=" + page.getString("next");
        } while (next != null);
        assertThat(seqs).containsExactly(0, 1, 2, 3);
        ngo.request().get(ITEMS + item + "/statements?cursor=AAAA").then().statusCode(400);
        ngo.request()
                .get(ITEMS + item + "/statements")
                .then()
                .body("items", hasSize(4))
                .body("next", nullValue())
                .body("items[3].links.sigstoreBundle", equalTo(ITEMS + item + "/statements/3.sigstore.json"));
    }

    @Test
    void aStatementIsTheExactBytesThatWereSignedAndChained() throws Exception {
        JsonPath list = json("/statements");
        Statement before = null;
        for (int seq = 0; seq < 4; seq++) {
            var answer = ngo.request()
                    .accept("*/*")
                    .get(ITEMS + item + "/statements/" + seq)
                    .then()
                    .statusCode(200)
                    .contentType(Statement.MEDIA_TYPE)
                    .extract();
            Statement statement = Statement.parse(answer.asByteArray());
            assertThat(answer.header("Repr-Digest")).isEqualTo(DigestFields.format(statement.digest()));
            assertThat(list.getString("items[" + seq + "].digest"))
                    .isEqualTo(statement.digest().base64Url());
            assertThat(statement.seq()).isEqualTo(seq);
            if (before != null) {
                assertThat(statement.position().previous()).contains(before.digest());
            }
            before = statement;
        }
        for (String none : new String[] {"4", "00", "99999999999999999999"}) {
            ngo.request()
                    .accept("*/*")
                    .get(ITEMS + item + "/statements/" + none)
                    .then()
                    .statusCode(404)
                    .body("type", equalTo("/problems/not-found"));
        }
    }

    @Test
    void aProofAndABundleLeadFromTheBytesToTheSignedHead() throws Exception {
        byte[] bytes = bytes("/statements/2");
        JsonPath bundle = new JsonPath(new String(bytes("/statements/2.sigstore.json"), "UTF-8"));
        String entry = "verificationMaterial.tlogEntries[0].";
        byte[] body = Base64.getDecoder().decode(bundle.getString(entry + "canonicalizedBody"));
        HashedRekordLeaf leaf = HashedRekordLeaf.parse(body);
        assertThat(leaf.sha256()).isEqualTo(Sha2.sha256(bytes));
        assertThat(Base64.getDecoder().decode(bundle.getString("messageSignature.messageDigest.digest")))
                .isEqualTo(leaf.sha256().toArray());
        assertThat(Base64.getDecoder().decode(bundle.getString("messageSignature.signature")))
                .isEqualTo(leaf.signatureDer().toArray());
        assertThat(bundle.getString("mediaType")).isEqualTo("application/vnd.dev.sigstore.bundle.v0.3+json");
        assertThat(bundle.getString("verificationMaterial.publicKey.hint"))
                .isEqualTo(key.id().base64Url());
        assertThat(bundle.<Object>get(entry + "integratedTime")).isNull();
        P256PublicKey.ofSpki(leaf.spki().toArray())
                .verify(bytes, leaf.signatureDer().toArray());
        SignedCheckpoint head = SignedCheckpoint.verify(
                Bytes.utf8(bundle.getString(entry + "inclusionProof.checkpoint.envelope")), log.policy());
        List<Digest> hashes = bundle.getList(entry + "inclusionProof.hashes", String.class).stream()
                .map(hash -> Digest.sha256(Base64.getDecoder().decode(hash)))
                .toList();
        new InclusionProof(
                        Long.parseLong(bundle.getString(entry + "logIndex")),
                        Long.parseLong(bundle.getString(entry + "inclusionProof.treeSize")),
                        hashes)
                .verify(Merkle.leafHash(body), head.checkpoint().root());
        TlogProof proof = TlogProof.parse(new String(bytes("/statements/2.tlog-proof"), "UTF-8"));
        proof.verify(Merkle.leafHash(body), log.policy());
    }

    @Test
    void anAuditorGetsTheSameBundleByTheNumberOfTheEntry() throws Exception {
        JsonPath byItem = new JsonPath(new String(bytes("/statements/2.sigstore.json"), "UTF-8"));
        String entry = "verificationMaterial.tlogEntries[0].";
        String path = "/log/proof/" + byItem.getString(entry + "logIndex") + ".sigstore.json";
        JsonPath byNumber = parties.newPartyWith(Role.AUDITOR)
                .request()
                .accept("*/*")
                .get(path)
                .then()
                .statusCode(200)
                .contentType(SigstoreBundle.MEDIA_TYPE)
                .header("Cache-Control", "private, no-cache")
                .extract()
                .jsonPath();
        for (String same : List.of(
                "mediaType",
                "messageSignature",
                "verificationMaterial.publicKey",
                entry + "logIndex",
                entry + "logId",
                entry + "kindVersion",
                entry + "canonicalizedBody")) {
            assertThat(byNumber.<Object>get(same)).as(same).isNotNull().isEqualTo(byItem.get(same));
        }
        SignedCheckpoint head = SignedCheckpoint.verify(
                Bytes.utf8(byNumber.getString(entry + "inclusionProof.checkpoint.envelope")), log.policy());
        assertThat(Long.parseLong(byNumber.getString(entry + "inclusionProof.treeSize")))
                .isEqualTo(head.checkpoint().size());
        ngo.request().accept("*/*").get(path).then().statusCode(403).body("type", equalTo("/problems/forbidden"));
    }

    @Test
    void theHeadCommitsToTheLastPublishedStatement() throws Exception {
        bytes("/statements/3.tlog-proof");
        JsonPath first = json("/head");
        Head head = Head.parse(Base64.getDecoder().decode(first.getString("bytes")));
        new SignedHead(head, Bytes.of(Base64.getDecoder().decode(first.getString("signature"))))
                .verify(P256PublicKey.ofSpki(Base64.getDecoder().decode(first.getString("key"))));
        assertThat(head.seq()).isEqualTo(3);
        assertThat(head.last()).isEqualTo(Sha2.sha256(bytes("/statements/3")));
        assertThat(json("/head").getString("bytes")).as("a fresh salt").isNotEqualTo(first.getString("bytes"));
    }

    @Test
    void whatIsNotPublishedYetIsNotReady() {
        String path = ITEMS + item + "/statements/3.tlog-proof";
        int status = ngo.request()
                .accept("*/*")
                .header("Prefer", "wait=0")
                .get(path)
                .then()
                .extract()
                .statusCode();
        assertThat(status).isIn(200, 409);
        ngo.request().accept("*/*").header("Prefer", "wait=20").get(path).then().statusCode(200);
    }

    private byte[] bytes(String path) {
        return ngo.request()
                .accept("*/*")
                .header("Prefer", "wait=20")
                .get(ITEMS + item + path)
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
    }

    private JsonPath json(String path) {
        return ngo.request()
                .header("Prefer", "wait=20")
                .get(ITEMS + item + path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
