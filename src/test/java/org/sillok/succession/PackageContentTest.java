package org.sillok.succession;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sillok.agreement.AgreementCast.problem;
import static org.sillok.succession.PackageJudge.assertManifests;
import static org.sillok.succession.PackageJudge.assertVerified;
import static org.sillok.succession.PackageJudge.keepSample;
import static org.sillok.succession.PackageJudge.values;
import static org.sillok.succession.SuccessionCast.SUCCESSIONS;
import static org.sillok.succession.SuccessionCast.files;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.audit.Tampering;
import org.sillok.consent.TestConsents;
import org.sillok.crypto.Sha2;
import org.sillok.custody.core.Field;
import org.sillok.custody.core.Receipt;
import org.sillok.erasure.ErasureCast;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.json.JsonObject;
import org.sillok.json.StrictJson;
import org.sillok.platform.PostgresTestResource;
import org.sillok.storage.ObjectName;
import org.sillok.storage.ObjectStore;
import org.sillok.verify.FileDigests;
import org.sillok.verify.ReceiptVerifier;
import org.sillok.verify.Trust;
import org.sillok.verify.Verdict;
import org.sillok.withdrawal.WithdrawalCast;

/** What a package holds, and what it does not. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class PackageContentTest {
    private static final String TITLE = "{\"title\":{\"ko\":\"가상 진술\"},\"kind\":\"TESTIMONY\",\"languages\":[\"ko\"]}";

    @TempDir
    Path directory;

    @Inject
    TestParties parties;

    @Inject
    ObjectStore store;

    @Inject
    Tampering tampering;

    private SuccessionCast cast;

    @BeforeEach
    void newCast() {
        cast = new SuccessionCast(parties);
    }

    @Test
    void thePackageHasEverythingAndEachPartOfItIsVerified() throws Exception {
        String source = TestConsents.source(cast.ngo, "PERSON");
        String item = cast.material.item(TITLE, "진술.txt", "아무도 아닌 사람의 말");
        cast.material.derive(item, item).then().statusCode(201);
        String id = cast.exported();
        JsonPath seen = cast.seen(id);
        assertThat(seen.getString("state")).isEqualTo("EXPORTED");
        assertThat(seen.getInt("packed.items")).isEqualTo(1);
        assertThat(seen.getInt("packed.withheld")).isZero();

        byte[] archive = cast.archive(id, "holdings");
        keepSample(parties, "holdings.zip", archive);
        Map<String, byte[]> files = files(archive);
        assertManifests(files);
        String folder = "data/items/" + item + "/";
        assertThat(files).containsKeys(folder + "premis.xml", folder + "record.json", folder + "receipt.sillok.json");
        assertThat(new String(files.get(folder + "v1-1.txt"), UTF_8)).isEqualTo("아무도 아닌 사람의 말");
        assertThat(new String(files.get(folder + "v2-1.txt"), UTF_8)).isEqualTo("redacted");
        List<FileDigests> digests = new ArrayList<>();
        for (String name : List.of("v1-1.txt", "v2-1.txt")) {
            digests.add(FileDigests.read(name, new ByteArrayInputStream(files.get(folder + name))));
        }
        assertThat(ReceiptVerifier.verify(files.get(folder + "receipt.sillok.json"), Trust.none(), digests))
                .isInstanceOf(Verdict.ConsistentUnverifiedIssuer.class);

        JsonObject record = StrictJson.parse(files.get(folder + "record.json")).asObject();
        String metadata = record.object("item")
                .array("metadata")
                .values()
                .get(0)
                .asObject()
                .text("text");
        assertThat(metadata).contains("가상 진술");
        assertThat(values(files.get(folder + "receipt.sillok.json"), Field.METADATA))
                .contains(Sha2.sha256(metadata.getBytes(UTF_8)).base64Url());
        assertThat(record.array("files").values().get(0).asObject().text("fileName"))
                .isEqualTo("진술.txt");
        assertVerified(parties, directory, archive);
        // No name in the archive is anybody's text.
        assertThat(files.keySet()).allMatch(name -> name.matches("[A-Za-z0-9._/-]+"));
        assertThat(files).containsKey("data/sources/" + source + ".json");
        JsonObject summary = StrictJson.parse(files.get("data/summary.json")).asObject();
        assertThat(summary.number("items")).isEqualTo(1);
        assertThat(summary.number("sources")).isEqualTo(1);
        assertThat(summary.text("successor")).isEqualTo(cast.successor.party());
    }

    @Test
    void whoSourcesAreLiesApartAndThatItLeftIsOnTheirRecords() throws Exception {
        String source = TestConsents.source(cast.ngo, "PERSON");
        String path = "/api/v1/sources/" + source + "/identity";
        cast.ngo.sends(Map.of("notes", "가상의 인물")).put(path).then().statusCode(200);
        cast.material.item();
        String id = cast.exported();
        Map<String, byte[]> holdings = files(cast.archive(id, "holdings"));
        holdings.values().forEach(bytes -> assertThat(new String(bytes, UTF_8)).doesNotContain("가상의 인물"));
        assertThat(new String(holdings.get("data/sources/" + source + ".json"), UTF_8))
                .doesNotContain("contactPolicy");
        byte[] archive = cast.archive(id, "protected");
        keepSample(parties, "protected.zip", archive);
        assertVerified(parties, directory, archive);
        Map<String, byte[]> apart = files(archive);
        assertManifests(apart);
        assertThat(new String(apart.get("data/sources/" + source + ".json"), UTF_8))
                .contains("가상의 인물", "contactPolicy");
        assertThat(values(apart.get("data/sources/" + source + ".sillok.json"), Field.TYPE))
                .contains("IDENTITY_DISCLOSED");
    }

    @Test
    void whatIsToBeErasedOrIsNotTheOrganisationsAloneStaysAndIsListed() throws Exception {
        String asked = cast.material.item();
        String gone = cast.material.item();
        String goes = cast.material.item();
        String carriedOut = cast.material.item();
        String joint = cast.material.item();
        cast.joint(joint);
        cast.material.erased(gone);
        carriedOut(carriedOut);
        WithdrawalCast.withdraw(cast.ngo, "item", asked, "ERASE", "SOURCE")
                .then()
                .statusCode(201);
        String id = cast.exported();
        JsonPath seen = cast.seen(id);
        assertThat(seen.getInt("packed.items")).isEqualTo(3);
        assertThat(seen.getList("packed.withheldItems.item", String.class)).containsExactlyInAnyOrder(asked, joint);
        assertThat(seen.getString("packed.withheldItems.find { it.item == '" + asked + "' }.reason"))
                .isEqualTo("ERASURE_ASKED");
        assertThat(seen.getString("packed.withheldItems.find { it.item == '" + joint + "' }.reason"))
                .isEqualTo("JOINT_DEPOSITORS");
        // The organisation's staff may not know of all of them.
        JsonPath theirs = cast.ngo.request().get(SUCCESSIONS + "/" + id).jsonPath();
        assertThat(theirs.getInt("packed.withheld")).isEqualTo(2);
        assertThat(theirs.getList("packed.withheldItems")).isEmpty();
        Map<String, byte[]> files = files(cast.archive(id, "holdings"));
        assertThat(files.keySet()).noneMatch(name -> name.contains(asked) || name.contains(joint));
        assertThat(files).containsKey("data/items/" + goes + "/v1-1.txt");
        // That it was here stays on record; what it was does not.
        for (String one : List.of(gone, carriedOut)) {
            assertThat(files).containsKey("data/items/" + one + "/receipt.sillok.json");
            assertThat(files.keySet()).noneMatch(name -> name.startsWith("data/items/" + one + "/v"));
            assertThat(new String(files.get("data/items/" + one + "/record.json"), UTF_8))
                    .contains("erasedAt")
                    .doesNotContain("Statement");
        }
        assertThat(files.keySet()).anyMatch(name -> name.startsWith("data/withdrawals/wdr_"));
        assertThat(new String(files.get("data/summary.json"), UTF_8)).contains(asked, joint);
    }

    /** Erased because a withdrawal asks for it, which stands. */
    private void carriedOut(String item) throws Exception {
        String withdrawal = WithdrawalCast.id(WithdrawalCast.withdraw(cast.ngo, "item", item, "ERASE", "SOURCE"));
        Map<String, Object> body = ErasureCast.body(item);
        body.put("withdrawal", withdrawal);
        String erasure = cast.ngo
                .sends(body)
                .post(ErasureCast.ERASURES)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        assertThat(cast.material.confirmed(erasure).getString("state")).isEqualTo("CLEARED");
    }

    @Test
    void whatOthersHoldIsNotNamed() throws Exception {
        String plain = cast.material.item();
        cast.material.derive(plain, plain).then().statusCode(201);
        String item = cast.material.item();
        cast.material.derive(item, item).then().statusCode(201);
        Actor other = parties.newPartyWith(Role.CONTRIBUTOR);
        String theirs = TestConsents.item(other);
        String withdrawal =
                WithdrawalCast.id(WithdrawalCast.withdraw(cast.ngo, "item", item, "NO_FURTHER_USE", "ORGANISATION"));
        // As if it had been made from theirs as well, and the withdrawal had reached something of theirs.
        tampering.sql(
                "insert into sillok.evidence_parent (item, version, parent_item, parent_version, owner_party)"
                        + " values (?, 2, ?, 1, ?)",
                item,
                theirs,
                cast.ngo.party());
        tampering.sql(
                "insert into sillok.withdrawal_item (withdrawal, number, item, owner_party, derived)"
                        + " values (?, 1000, ?, ?, true)",
                withdrawal,
                theirs,
                other.party());
        try {
            Map<String, byte[]> files = files(cast.archive(cast.exported(), "holdings"));
            files.forEach((name, bytes) ->
                    assertThat(new String(bytes, UTF_8)).as(name).doesNotContain(theirs));
            assertThat(new String(files.get("data/items/" + item + "/record.json"), UTF_8))
                    .contains("\"other\":true");
            assertThat(new String(files.get("data/withdrawals/" + withdrawal + ".json"), UTF_8))
                    .contains(item);
            assertThat(saysParents(files.get("data/items/" + item + "/receipt.sillok.json")))
                    .isFalse();
            assertThat(saysParents(files.get("data/items/" + plain + "/receipt.sillok.json")))
                    .isTrue();
        } finally {
            tampering.sql("delete from sillok.evidence_parent where parent_item = ?", theirs);
            tampering.sql("delete from sillok.withdrawal_item where item = ?", theirs);
        }
    }

    private static boolean saysParents(byte[] receipt) throws Exception {
        return Receipt.parse(receipt).entries().stream()
                .flatMap(entry -> entry.disclosures().stream())
                .anyMatch(disclosure -> disclosure.fact().name().field() == Field.PARENTS);
    }

    @Test
    void aPackageIsWholeOrThereIsNone() throws Exception {
        String item = cast.material.item();
        String object = tampering.text("select object from sillok.evidence_file where item = ?", item);
        store.discard(new ObjectName("content/" + object.substring(4, 6) + "/" + object));
        String id = cast.agreed();
        Response confirmed = cast.confirm(cast.second, id);
        JsonPath job =
                cast.second.awaitJob(confirmed.then().statusCode(200).extract().path("job"));
        assertThat(job.getString("state")).isEqualTo("FAILED");
        assertThat(job.getString("problem.type")).isEqualTo("/problems/succession-content");
        assertThat(cast.seen(id).getString("state")).isEqualTo("EXPORTING");
        problem(cast.part(cast.first, id, "holdings", 1), 409, "conflict");
        try (var left = store.list("succession/" + id + "/")) {
            assertThat(left).isEmpty();
        }
    }
}
