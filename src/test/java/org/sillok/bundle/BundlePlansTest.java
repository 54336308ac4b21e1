package org.sillok.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sillok.request.RequestCast.term;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.bundle.core.BundleFailedException;
import org.sillok.bundle.core.BundleWriter;
import org.sillok.bundle.core.Completeness;
import org.sillok.bundle.core.Description;
import org.sillok.bundle.core.PlannedItem;
import org.sillok.bundle.core.Withheld;
import org.sillok.bundle.db.BundleRows;
import org.sillok.consent.TestConsents;
import org.sillok.crypto.Sha2;
import org.sillok.custody.PinnedReceipts;
import org.sillok.custody.Receipts;
import org.sillok.custody.StatementKey;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.Disclosure;
import org.sillok.custody.core.Field;
import org.sillok.custody.core.Receipt;
import org.sillok.identity.Scope;
import org.sillok.identity.TestParties;
import org.sillok.intake.FormBody;
import org.sillok.jobs.JobFailedException;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.json.StrictJson;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.Digest;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.RequestId;
import org.sillok.kernel.Timestamps;
import org.sillok.log.TransparencyLog;
import org.sillok.platform.PostgresTestResource;
import org.sillok.platform.SessionSql;
import org.sillok.request.ApprovedRequests;
import org.sillok.request.RequestCast;
import org.sillok.request.Sealable;
import org.sillok.vault.Vault;
import org.sillok.verify.BundleJudge;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class BundlePlansTest {
    @Inject
    TestParties parties;

    @Inject
    ApprovedRequests approved;

    @Inject
    BundlePlans plans;

    @Inject
    PlanSteps steps;

    @Inject
    BundleRows rows;

    @Inject
    PinnedReceipts making;

    @Inject
    Receipts receipts;

    @Inject
    StatementKey statementKey;

    @Inject
    TransparencyLog log;

    @Inject
    Vault vault;

    @Inject
    Scope scope;

    @Inject
    Randomness randomness;

    @Inject
    Clock clock;

    @Inject
    EntityManager session;

    @TempDir
    Path folder;

    private OneSource person;
    private RequestCast cast;
    private String item;

    @BeforeEach
    void cast() {
        person = new OneSource(parties);
        cast = person.cast;
        item = person.bound();
    }

    @Test
    void whatWasApprovedIsWrittenAndVerified() throws Exception {
        BundleId id = planned(approvedRequest(item, person.bound()));
        receipts(id);
        Map<String, byte[]> files = write(id, "one.zip");
        assertThat(BundleJudge.findings(folder.resolve("one.zip"), log.vkeys())).isEmpty();
        String text = text(files);
        assertThat(text).doesNotContain("가상 문서", "양식.txt", "itm_", cast.ngo.user(), cast.mechanism.user(), "obj_");
        assertThat(text.replaceAll(
                        "\"dataSubject\":\"[^\"]*\"|\"indicatedBy\":\"[^\"]*\"|\"assigner\":\"[^\"]*src_[^\"]*\"", ""))
                .doesNotContain("src_");
        assertThat(files.keySet().stream().filter(name -> name.contains("consent-receipts")))
                .hasSize(1);
        assertThat(files.keySet().stream().filter(name -> name.endsWith("v1-1.txt")))
                .hasSize(2);
        assertThat(new String(document(files, "data/README.html"), StandardCharsets.UTF_8))
                .contains(id.value());
        JsonObject completeness =
                StrictJson.parse(document(files, "data/completeness.json")).asObject();
        assertThat(completeness.text("status")).isEqualTo("WITHHELD_LISTED");
        assertThat(completeness.array("withheld").values()).hasSize(1);
        JsonObject decisions =
                StrictJson.parse(document(files, "data/policy/decisions.json")).asObject();
        assertThat(decisions.array("holders").values()).hasSize(1);
    }

    @Test
    void twoOpensMakeTheSameBundleAndWhatWasForgottenMakesNone() throws Exception {
        BundleId id = planned(approvedRequest(item, person.bound()));
        assertThatThrownBy(() -> plans.open(id)).isInstanceOf(IllegalStateException.class);
        receipts(id);
        Map<String, byte[]> one = payload(write(id, "one.zip"));
        receipts(id);
        Map<String, byte[]> other = payload(write(id, "other.zip"));
        assertThat(other.keySet()).isEqualTo(one.keySet());
        one.forEach((name, bytes) -> assertThat(other.get(name)).as(name).isEqualTo(bytes));
        plans.forget(id);
        plans.forget(id);
        assertThatThrownBy(() -> write(id, "none.zip")).hasMessageContaining("there is no plan");
        assertThatThrownBy(() -> receipts(id)).hasMessageContaining("there is no plan");
    }

    @Test
    void severalHoldersAndTheirAgreementsAreInOneBundle() throws Exception {
        RequestCast other = new RequestCast(parties, cast.mechanism);
        String theirs = other.itemWith(term("1", "PERMIT", "DISCOVER", "INSPECT", "DISCLOSE"));
        String request = cast.submitted(item, theirs);
        cast.approved(request);
        other.approved(request);
        BundleId id = planned(request);
        receipts(id);
        Map<String, byte[]> files = write(id, "two.zip");
        assertThat(BundleJudge.findings(folder.resolve("two.zip"), log.vkeys())).isEmpty();
        assertThat(StrictJson.parse(document(files, "data/policy/terms.odrl.jsonld"))
                        .asObject()
                        .array("@graph")
                        .values())
                .hasSize(2);
        assertThat(plans.open(id).plan().papers().holders()).hasSize(2);
        assertThat(plans.open(id).plan().papers().consentReceipts()).hasSize(2);
    }

    @Test
    void receiptsTellOfReleasedFilesAndOfNothingElse() throws Exception {
        BundleId id = planned(approvedRequest(item));
        receipts(id);
        Map<String, byte[]> files = write(id, "one.zip");
        Receipt receipt = Receipt.parse(document(files, "data/custody/EV-000001.sillok.json"));
        assertThat(receipt.entries()).hasSize(1);
        assertThat(receipt.entries().get(0).disclosures())
                .extracting(Disclosure::name)
                .extracting(name -> name.field())
                .containsOnly(
                        Field.STREAM,
                        Field.TYPE,
                        Field.TIME,
                        Field.VERSION,
                        Field.ACTIVITY,
                        Field.SHA256,
                        Field.SHA512,
                        Field.LENGTH,
                        Field.MEDIA_TYPE);
    }

    @Test
    void withoutMetadataThereIsNoTitleAndWithoutContentNoBytes() throws Exception {
        person.mayBeNamed();
        BundleId all = planned(approvedRequest(item));
        receipts(all);
        PlannedItem whole = plans.open(all).plan().items().iterator().next();
        assertThat(whole.description().title()).isPresent();
        assertThat(whole.files().get(0).originalName()).hasValue("양식.txt");
        assertThat(plans.open(all).plan().completeness().status()).isEqualTo(Completeness.Status.COMPLETE);

        BundleId content = planned(person.approvedRequest(List.of("CONTENT"), item));
        receipts(content);
        PlannedItem bytes = plans.open(content).plan().items().iterator().next();
        assertThat(bytes.description()).isEqualTo(Description.NONE);
        assertThat(bytes.files().get(0).originalName()).isEmpty();
        assertThat(plans.open(content).plan().completeness().status()).isEqualTo(Completeness.Status.COMPLETE);
        Map<String, byte[]> written = write(content, "content.zip");
        assertThat(text(written)).doesNotContain("가상 문서", "양식.txt");
        assertThat(BundleJudge.findings(folder.resolve("content.zip"), log.vkeys()))
                .isEmpty();

        BundleId metadata = planned(person.approvedRequest(List.of("METADATA"), item));
        receipts(metadata);
        PlannedItem said = plans.open(metadata).plan().items().iterator().next();
        assertThat(said.description().title()).isPresent();
        assertThat(said.files()).isEmpty();
        Map<String, byte[]> files = write(metadata, "metadata.zip");
        assertThat(files.keySet()).noneMatch(name -> name.contains("/items/"));
        assertThat(text(files)).doesNotContain(Sha2.sha256(new byte[] {1, 2, 3}).hex(), "양식.txt");
        assertThat(BundleJudge.findings(folder.resolve("metadata.zip"), log.vkeys()))
                .isEmpty();
    }

    @Test
    void aVersionThatIsNotPermittedTakesTheTitleWithIt() throws Exception {
        person.mayBeNamed();
        cast.ngo
                .request()
                .contentType(FormBody.TYPE)
                .body(new FormBody()
                        .metadata(
                                "{\"activity\":\"TRANSCRIPT\",\"parents\":[{\"item\":\"" + item + "\",\"version\":1}]}")
                        .file("b.txt", new byte[] {4}, "Content-Type: text/plain")
                        .end()
                        .bytes())
                .post("/api/v1/items/" + item + "/versions")
                .then()
                .statusCode(201);
        BundleId both = planned(approvedRequest(item));
        assertThat(plan(both).description().title()).isPresent();
        String forbidden = cast.consent(term("1", "PROHIBIT", "DISCLOSE"));
        TestConsents.bind(cast.ngo, item, 2, forbidden).then().statusCode(201);
        BundleId one = planned(approvedRequest(item));
        assertThat(plan(one).description()).isEqualTo(Description.NONE);
        assertThat(plan(one).files().get(0).originalName()).isEmpty();
        assertThat(steps.open(one).head().completeness().withheld())
                .extracting(Withheld::reason)
                .containsExactly(FullList.METADATA);
    }

    @Test
    void whatIsWithheldIsListedOnlyIfAllOfItMayBe() throws Exception {
        String forbidden = cast.itemWith(term("1", "PERMIT", "DISCOVER"));
        BundleId listed = planned(approvedRequest(item, forbidden));
        Completeness told = steps.open(listed).head().completeness();
        assertThat(told.status()).isEqualTo(Completeness.Status.WITHHELD_LISTED);
        assertThat(told.withheld()).extracting(Withheld::reason).containsExactly("NOT_PERMITTED", FullList.METADATA);
        assertThat(told.withheld().get(0).number()).hasValue(1);

        String hidden = cast.itemWith(term("1", "PERMIT", "INSPECT", "DISCLOSE"));
        BundleId silent = planned(approvedRequest(item, forbidden, hidden, "itm_aaaaaaaaaaaaaaaaaaaaaaaaaa"));
        Completeness none = steps.open(silent).head().completeness();
        assertThat(none.status()).isEqualTo(Completeness.Status.EXISTENCE_NOT_CONFIRMED);
        assertThat(none.withheld()).isEmpty();
        receipts(silent);
        write(silent, "silent.zip");
        assertThat(BundleJudge.findings(folder.resolve("silent.zip"), log.vkeys()))
                .isEmpty();
    }

    @Test
    void theFullListOpensTheCommitment() throws Exception {
        String hidden = cast.itemWith(term("1", "PERMIT", "INSPECT", "DISCLOSE"));
        BundleId id = planned(approvedRequest(item, hidden));
        byte[] salted = transaction(() -> SealedPlan.openList(
                vault, vault.keysOf(id.value()), rows.list(id.value()).orElseThrow()));
        assertThat(Sha2.sha256(salted))
                .isEqualTo(steps.open(id).head().completeness().commitment());
        List<JsonValue> lines = StrictJson.parse(java.util.Arrays.copyOfRange(salted, FullList.SALT, salted.length))
                .asObject()
                .array("lines")
                .values();
        assertThat(lines).extracting(line -> line.asObject().text("item")).containsExactlyInAnyOrder(item, hidden);
    }

    @Test
    void itemsCostNoStatementEach() throws Exception {
        List<String> items = new ArrayList<>(List.of(item));
        for (int i = 1; i < 60; i++) {
            items.add(person.bound());
        }
        String one = approvedRequest(item);
        String many = approvedRequest(items.toArray(String[]::new));
        long few = statements(one);
        // The first one may find less in memory.
        assertThat(statements(many)).isLessThanOrEqualTo(few);
        BundleId id = planned(many);
        receipts(id);
        assertThat(write(id, "many.zip").keySet().stream().filter(name -> name.endsWith("v1-1.txt")))
                .hasSize(60);
        assertThat(BundleJudge.findings(folder.resolve("many.zip"), log.vkeys()))
                .isEmpty();
    }

    @Test
    void whatIsNotInAStreamHasNoReceipt() {
        Receipts.Pinned pinned = receipts.pin(0, Duration.ofMinutes(1)).orElseThrow();
        PartyId owner = new PartyId(cast.ngo.party());
        Digest other = Sha2.sha256(new byte[] {1});
        List<PinnedReceipts.Wanted> wanted = List.of(
                new PinnedReceipts.Wanted(StreamRef.item(new ItemId(item), owner), other, name -> true),
                new PinnedReceipts.Wanted(StreamRef.item(ItemId.fresh(randomness), owner), other, name -> true));
        assertThat(transaction(() -> making.make(wanted, pinned))).containsExactly(Optional.empty(), Optional.empty());
        assertThat(transaction(() -> making.make(List.of(), pinned))).isEmpty();
    }

    @Test
    void aVersionThatIsNotThereEndsItWithAProblem() throws Exception {
        String request = approvedRequest(item);
        BundleId id = row(request);
        assertThatThrownBy(() -> transaction(() -> {
                    Sealable.Yes yes = (Sealable.Yes) approved.take(new RequestId(request), 1);
                    Sealable.Granted line = yes.granted().get(0);
                    Sealable.Granted other = new Sealable.Granted(
                            new org.sillok.terms.MaterialRef(line.version().item(), 9), line.holder(), line.grant());
                    return plans.plan(
                            id,
                            new Sealable.Yes(
                                    yes.request(),
                                    yes.revision(),
                                    yes.requester(),
                                    yes.until(),
                                    yes.terms(),
                                    yes.ask(),
                                    List.of(other),
                                    yes.withheld(),
                                    yes.holders(),
                                    yes.answers(),
                                    yes.grounds()),
                            Optional.empty());
                }))
                .isInstanceOfSatisfying(
                        JobFailedException.class,
                        failed -> assertThat(failed.detail()).contains("not there as it was decided about"))
                .hasCauseInstanceOf(NotSealableException.class);
    }

    private String approvedRequest(String... items) throws Exception {
        return person.approvedRequest(OneSource.ALL, items);
    }

    /** A bundle's row as the job makes it, with its keys. */
    private BundleId row(String request) throws Exception {
        BundleId id = BundleId.fresh(randomness);
        RequestCast.asOwner("insert into bundle_bundle (id, owner_party, request, revision, state, asked_by, job,"
                + " party_key, created_at, expires_at) values ('" + id + "', '" + cast.mechanism.party() + "', '"
                + request + "', 1, 'SEALING', '" + cast.mechanism.user()
                + "', 'job_test', 'pky_test', now(), now() + interval '30 days')");
        transaction(() -> vault.keysOfOrNew(id.value()));
        return id;
    }

    private BundleId planned(String request) throws Exception {
        BundleId id = row(request);
        plan(id, request);
        // Not ended: what has, has no plan any more.
        RequestCast.asOwner("update bundle_bundle set state = 'READY', sealed_at = now(), archive_length = 1,"
                + " archive_sha256 = decode(repeat('00', 32), 'hex') where id = '" + id + "'");
        return id;
    }

    private BundleRows.Planned plan(BundleId id, String request) throws Exception {
        return transaction(() -> {
            Sealable.Yes yes = (Sealable.Yes) approved.take(new RequestId(request), 1);
            BundleRows.Planned made = plans.plan(id, yes, Optional.empty());
            scope.enterSystem();
            rows.planned(id.value(), "pky_test", made, Timestamps.truncate(clock.instant()));
            return made;
        });
    }

    private long statements(String request) throws Exception {
        BundleId id = row(request);
        try {
            return transaction(() -> {
                Sealable.Yes yes = (Sealable.Yes) approved.take(new RequestId(request), 1);
                return SessionSql.of(session, () -> plans.plan(id, yes, Optional.empty()));
            });
        } finally {
            RequestCast.asOwner("update bundle_bundle set state = 'FAILED', ended_at = now() where id = '" + id + "'");
        }
    }

    /** The first item, once its receipt is made. */
    private PlannedItem plan(BundleId id) {
        receipts(id);
        return plans.open(id).plan().items().iterator().next();
    }

    private void receipts(BundleId id) {
        int next = 1;
        while (next > 0) {
            next = plans.receipts(id, next);
        }
    }

    private <T> T transaction(java.util.concurrent.Callable<T> work) {
        return QuarkusTransaction.requiringNew().call(() -> {
            scope.enterSystem();
            return work.call();
        });
    }

    private Map<String, byte[]> write(BundleId id, String name) throws IOException, BundleFailedException {
        BundlePlans.OpenPlan open = plans.open(id);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BundleWriter.write(open.plan(), open.contents(), statementKey.signer(), bytes -> List.of(), out);
        Files.write(folder.resolve(name), out.toByteArray());
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    /** The signature is made with random numbers. */
    private static Map<String, byte[]> payload(Map<String, byte[]> files) {
        Map<String, byte[]> payload = new TreeMap<>(files);
        payload.keySet().removeIf(name -> name.endsWith(".p7s"));
        return payload;
    }

    private static byte[] document(Map<String, byte[]> files, String name) {
        return files.entrySet().stream()
                .filter(file -> file.getKey().endsWith("/" + name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    private static String text(Map<String, byte[]> files) {
        StringBuilder text = new StringBuilder();
        files.values().forEach(bytes -> text.append(new String(bytes, StandardCharsets.UTF_8)));
        // What is disclosed in a receipt is base64 of its text.
        files.forEach((name, bytes) -> {
            if (name.endsWith(".sillok.json")) {
                try {
                    Receipt.parse(bytes)
                            .entries()
                            .forEach(entry -> entry.disclosures()
                                    .forEach(one -> text.append(one.fact().value())));
                } catch (org.sillok.custody.core.CustodyFormatException e) {
                    throw new AssertionError(e);
                }
            }
        });
        return text.toString();
    }
}
