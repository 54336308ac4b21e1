package org.sillok.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.sillok.agreement.AgreementCast.problem;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.custody.Custody;
import org.sillok.custody.Forgotten;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.erasure.ErasureCast;
import org.sillok.erasure.ErasureReplay;
import org.sillok.erasure.ErasureSweep;
import org.sillok.erasure.RebuiltHistory;
import org.sillok.evidence.Replays;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.json.JsonObject;
import org.sillok.kernel.Digest;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.platform.PostgresTestResource;

/** What audits make of erased items, and what a database that was set back does about those that it has forgotten. */
@QuarkusTest
@TestProfile(AuditIntactTest.OfItsOwn.class)
@WithTestResource(PostgresTestResource.class)
class AuditErasureTest {
    private static final String CLOSED = "/api/v1/closed-items";

    @Inject
    TestParties parties;

    @Inject
    Tampering tampering;

    @Inject
    ErasureReplay replay;

    @Inject
    ErasureSweep sweep;

    @Inject
    RebuiltHistory history;

    @Inject
    Replays replays;

    @Inject
    Custody custody;

    @Inject
    Scope scope;

    private Actor ngo;
    private ErasureCast cast;

    @BeforeEach
    void newCast() {
        ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        cast = new ErasureCast(parties, ngo);
    }

    @Test
    void anErasedItemIsNoDamageAndItsObjectsAreNotMissed() throws Exception {
        String item = tampering.item(ngo);
        tampering.item(ngo);
        long objects = tampering.number("select count(*) from evidence_file where item = ?", item);
        cast.erased(item);
        JsonObject report = tampering.audit(null);
        assertThat(Tampering.named(report)).isEmpty();
        assertThat(report.text("outcome")).isEqualTo("INTACT");
        assertThat(tampering.number("select removed from erasure_item where item = ?", item))
                .isEqualTo(objects);
        // What was said in clear is gone, too.
        assertThat(tampering.text(
                        "select kind || cardinality(languages) || coalesce(source, '-') from evidence_item where id = ?",
                        item))
                .isEqualTo("OTHER0-");
    }

    @Test
    void aTombstoneWhoseKeyIsThereAndAKeyThatIsGoneWithoutOneAreFindings() throws Exception {
        String item = tampering.item(ngo);
        Kept kept = kept(item);
        cast.erased(item);
        comeBack(kept);
        assertThat(Tampering.named(tampering.audit(null))).contains("KEY_NOT_DESTROYED keys " + item);
        tampering.sql("delete from vault.vault_subject_key where subject = ? and key_use = 'CONTENT'", item);
        tampering.sql("insert into vault.vault_destroyed_key (subject, key_use) values (?, 'CONTENT')", item);
        assertThat(tampering.audit(null).text("outcome")).isEqualTo("INTACT");
        String other = tampering.item(ngo);
        Kept others = kept(other);
        tampering.sql("delete from vault.vault_subject_key where subject = ? and key_use = 'CONTENT'", other);
        assertThat(Tampering.named(tampering.audit(null))).contains("KEY_MISSING keys " + other);
        comeBack(others);
        assertThat(tampering.audit(null).text("outcome")).isEqualTo("INTACT");
    }

    /** A wrapped key as a backup has it. */
    private record Kept(String item, String kek, byte[] wrapped) {}

    private Kept kept(String item) {
        String from = " from vault.vault_subject_key where key_use = 'CONTENT' and subject = ?";
        return new Kept(
                item, tampering.text("select kek" + from, item), tampering.bytes("select wrapped" + from, item));
    }

    /** As a restore brings it back; the rest of the database as well, as far as it matters here. */
    private void comeBack(Kept kept) {
        tampering.sql("delete from vault.vault_destroyed_key where subject = ?", kept.item());
        tampering.sql(
                "insert into vault.vault_subject_key (subject, key_use, kek, wrapped) values (?, 'CONTENT', ?, ?)",
                kept.item(),
                kept.kek(),
                kept.wrapped());
    }

    private void forget(String item) {
        String erasure = tampering.text("select erasure from erasure_item where item = ?", item);
        tampering.sql("delete from erasure_item where item = ?", item);
        tampering.sql("delete from erasure_erasure where id = ?", erasure);
    }

    @Test
    void aRestoredServiceReleasesNothingUntilItKnowsWhatWasErasedSince() throws Exception {
        String item = tampering.item(ngo);
        String other = tampering.item(ngo);
        Kept kept = kept(item);
        tampering.settle();
        long size = tampering.number("select size from log_tree");
        String erasure = cast.erased(item);
        forget(item);
        comeBack(kept);
        tampering.sql("insert into evidence_replay (restore, tree_size) values ('rst_first', ?)", size);
        ngo.request().get(ErasureCast.ITEMS + "/" + item).then().statusCode(200);
        assertThat(guarded(other)).isTrue();
        tampering.settle();
        assertThat(replay.replay()).isTrue();
        problem(ngo.request().get(ErasureCast.ITEMS + "/" + item), 410, "erased");
        assertThat(guarded(other)).isFalse();
        sweep.sweep();
        assertThat(cast.seen(erasure).getString("state")).isEqualTo("CLEARED");
        assertThat(cast.seen(erasure).getString("owner")).isEqualTo(ngo.party());
        assertThat(tampering.audit(null).text("outcome")).isEqualTo("INTACT");
    }

    @Test
    void whatWasRestrictedAfterTheBackupStaysClosedUntilACustodianOpensIt() {
        String item = tampering.item(ngo);
        String before = tampering.item(ngo);
        restricted(before);
        tampering.settle();
        long size = tampering.number("select size from log_tree");
        restricted(item);
        tampering.settle();
        tampering.sql("insert into evidence_replay (restore, tree_size) values ('rst_second', ?)", size);
        assertThat(replay.replay()).isTrue();
        assertThat(guarded(item)).isTrue();
        assertThat(guarded(before)).isFalse();
        cast.custodian
                .request()
                .get(CLOSED + "?limit=200")
                .then()
                .statusCode(200)
                .body("items.find { it.item == '" + item + "' }.events", equalTo(List.of("RESTRICTED")));
        problem(ngo.request().get(CLOSED), 403, "forbidden");
        Map<String, String> why = Map.of("reason", "The withdrawal was recorded again.");
        problem(ngo.sends(why).post(CLOSED + "/" + item + "/reopen"), 403, "forbidden");
        problem(cast.custodian.sends(why).post(CLOSED + "/" + before + "/reopen"), 404, "not-found");
        problem(cast.custodian.sends(Map.of()).post(CLOSED + "/" + item + "/reopen"), 400, "invalid-field");
        Actor second = another();
        problem(confirmed(second, item), 409, "conflict");
        cast.custodian.sends(why).post(CLOSED + "/" + item + "/reopen").then().statusCode(204);
        assertThat(guarded(item)).as("one custodian is not enough").isTrue();
        problem(confirmed(cast.custodian, item), 403, "forbidden");
        problem(confirmed(ngo, item), 403, "forbidden");
        confirmed(second, item).then().statusCode(204);
        assertThat(guarded(item)).isFalse();
        problem(confirmed(second, item), 409, "conflict");
    }

    private Actor another() {
        return parties.userOf(parties.custodian().party(), Role.CUSTODIAN);
    }

    private static Response confirmed(Actor who, String subject) {
        return who.request().post(CLOSED + "/" + subject + "/reopen/confirm");
    }

    private void open(String subject) {
        cast.custodian
                .sends(Map.of("reason", "It was recorded again."))
                .post(CLOSED + "/" + subject + "/reopen")
                .then()
                .statusCode(204);
        confirmed(another(), subject).then().statusCode(204);
    }

    private void restricted(String item) {
        QuarkusTransaction.requiringNew().run(() -> {
            scope.enterSystem();
            custody.append(
                    StreamRef.item(new ItemId(item), new PartyId(ngo.party())),
                    EventType.RESTRICTED,
                    null,
                    List.of(Fact.of(Field.ITEM, item)));
        });
    }

    @Test
    void aConsentThatEndedAfterTheBackupClosesTheItemsOfItsOrganisationOnly() {
        String item = tampering.item(ngo);
        String others = tampering.item(parties.newPartyWith(Role.CONTRIBUTOR));
        String consent = "con_" + item.substring("itm_".length());
        history.displaced(displaced(consent, EventType.CONSENT_WITHDRAWN));
        assertThat(guarded(item)).isTrue();
        assertThat(guarded(others)).isFalse();
        cast.custodian
                .request()
                .get(CLOSED + "?limit=200")
                .then()
                .body("items.find { it.item == '" + ngo.party() + "' }.about", equalTo(List.of(consent)))
                .body("items.find { it.item == '" + ngo.party() + "' }.events", equalTo(List.of("CONSENT_WITHDRAWN")));
        open(ngo.party());
        assertThat(guarded(item)).isFalse();
    }

    @Test
    void aFactThatIsWithdrawnClosesEverything() {
        String item = tampering.item(ngo);
        history.displaced(displaced("repository", EventType.FACT_WITHDRAWN));
        assertThat(guarded(item)).isTrue();
        open("repository");
        assertThat(guarded(item)).isFalse();
    }

    @Test
    void whatARebuildLacksKeepsEverythingClosedUntilItIsBack() {
        String item = tampering.item(ngo);
        tampering.settle();
        long size = tampering.number("select size from log_tree");
        history.from(size);
        assertThat(guarded(item)).as("while it is rebuilt").isTrue();
        assertThat(replay.replay()).isFalse();
        history.rebuilt(OptionalLong.of(size + 3));
        assertThat(replay.replay())
                .as("a statement of after the backup is missing")
                .isFalse();
        assertThat(guarded(item)).isTrue();
        history.rebuilt(OptionalLong.of(size - 1));
        assertThat(replay.replay())
                .as("what the backup lacked already was not forgotten")
                .isTrue();
        assertThat(guarded(item)).isFalse();
    }

    @Test
    void aDisplacedTombstoneAndADisplacedHoldCloseTheirItems() {
        String erased = tampering.item(ngo);
        String held = tampering.item(ngo);
        String listed = tampering.item(ngo);
        history.displaced(displaced(erased, EventType.ERASED));
        history.displaced(displaced(held, EventType.HELD));
        history.displaced(displaced(listed, EventType.DECIDED));
        assertThat(guarded(erased)).isTrue();
        assertThat(guarded(held)).isTrue();
        assertThat(guarded(listed)).isFalse();
        open(erased);
        open(held);
        assertThat(guarded(held)).isFalse();
    }

    private Forgotten.Displaced displaced(String about, EventType type) {
        return new Forgotten.Displaced(
                about, Optional.of(ngo.party()), Digest.sha256(HexFormat.of().parseHex("5a".repeat(32))), type);
    }

    private boolean guarded(String item) {
        return QuarkusTransaction.requiringNew()
                .call(() -> !replays.guards(List.of(new ItemId(item))).isEmpty());
    }
}
