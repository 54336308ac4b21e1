package org.sillok.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.agreement.AgreementCast;
import org.sillok.crypto.Ed25519PrivateKey;
import org.sillok.crypto.KeyKind;
import org.sillok.crypto.MlDsa44PrivateKey;
import org.sillok.crypto.P256PrivateKey;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Position;
import org.sillok.custody.core.SignedStatement;
import org.sillok.custody.core.Statement;
import org.sillok.custody.core.StatementBuilder;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.ObjectId;
import org.sillok.kernel.StreamId;
import org.sillok.log.core.Checkpoint;
import org.sillok.log.core.CheckpointSigner;
import org.sillok.log.core.HashedRekordLeaf;
import org.sillok.log.core.Merkle;
import org.sillok.log.core.NoteKey;
import org.sillok.platform.PostgresTestResource;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SigningKeys;
import org.sillok.vault.SigningKeysFixture;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/**
 * Damages a living repository behind the service's back, one way at a time, and looks at what an audit finds more than
 * before: exactly the thing that was damaged.
 */
@QuarkusTest
@TestProfile(AuditFindingsTest.OfItsOwn.class)
@WithTestResource(PostgresTestResource.class)
class AuditFindingsTest {
    /** A program and a database that no other test sees. */
    public static final class OfItsOwn implements QuarkusTestProfile {}

    @Inject
    TestParties parties;

    @Inject
    Tampering world;

    @Inject
    Vault vault;

    private Actor owner;
    private String item;
    private String stream;

    @BeforeEach
    void anItem() {
        owner = parties.newPartyWith(Role.CONTRIBUTOR);
        item = world.item(owner);
        stream = world.streamOf(item);
    }

    private void finds(Runnable damage, String... expected) {
        Set<String> before = world.findings();
        // The audit's own statement must be signed before a file is touched that the log will then write again.
        world.settle();
        damage.run();
        Set<String> more = new TreeSet<>(world.findings());
        more.removeAll(before);
        assertThat(more).containsExactlyInAnyOrder(expected);
    }

    private String statement(String code, long seq) {
        return code + " statement " + stream + "/" + seq;
    }

    // --- checkpoints outside -----------------------------------------------------------------------------------------

    @Test
    void aMissingHighWaterMark() {
        finds(() -> delete(world.highWaterMark()), "ANCHOR_MISSING log " + world.origin());
    }

    @Test
    void aHighWaterMarkThatSomebodyChanged() {
        finds(
                () -> Tampering.flip(world.highWaterMark(), -10),
                "ANCHOR_INVALID log " + world.origin() + " high-water mark");
    }

    @Test
    void aCheckpointThatTheLogIsBehind() throws Exception {
        Bytes ahead = signed(world.size() + 1_000, Merkle.leafHash(new byte[1]));
        assertThat(world.findings(ahead)).contains("ROLLED_BACK log " + world.origin() + " supplied checkpoint");
    }

    @Test
    void aCheckpointOfAnotherHistory() throws Exception {
        Bytes other = signed(world.size(), Merkle.leafHash(new byte[1]));
        assertThat(world.findings(other)).contains("FORKED log " + world.origin() + " supplied checkpoint");
    }

    @Test
    void aCheckpointOfAnUnknownLog() {
        Checkpoint checkpoint = new Checkpoint("log.example.org", 1, Merkle.leafHash(new byte[1]));
        Bytes note = new CheckpointSigner(
                        checkpoint.origin(),
                        Ed25519PrivateKey.generate(new SecureRandom()),
                        MlDsa44PrivateKey.generate(new SecureRandom()))
                .sign(checkpoint, 0)
                .note();
        assertThat(world.findings(note)).contains("ANCHOR_INVALID log supplied checkpoint");
    }

    @Test
    void aTrueEarlierCheckpointIsNoFinding() {
        world.settle();
        Bytes earlier = Bytes.of(world.bytes("select signed_note from sillok.log_tree"));
        world.findings();
        assertThat(world.findings(earlier)).noneMatch(finding -> finding.contains("supplied"));
    }

    // --- log ---------------------------------------------------------------------------------------------------------

    @Test
    void aCopyOfTheCheckpointThatSomebodyChanged() {
        finds(
                () -> Tampering.flip(world.logObject("checkpoint"), -10),
                "CHECKPOINT_INVALID object log/" + world.origin() + "/checkpoint");
    }

    @Test
    void aVerifierKeyThatSomebodyReplaced() {
        String vkey = world.text("select vkey from sillok.log_tree");
        String other = new NoteKey(
                        world.origin(),
                        NoteKey.Type.ED25519,
                        Ed25519PrivateKey.generate(new SecureRandom()).publicKey())
                .vkey();
        try {
            finds(
                    () -> world.sql("update sillok.log_tree set vkey = ?", other),
                    "ANCHOR_INVALID log " + world.origin() + " high-water mark",
                    "CHECKPOINT_INVALID log " + world.origin() + " signed head",
                    "CHECKPOINT_INVALID object log/" + world.origin() + "/checkpoint");
            world.sql("update sillok.log_tree set vkey = 'nonsense'");
            assertThat(world.findings()).contains("TREE_HEAD_ALTERED log " + world.origin());
        } finally {
            world.sql("update sillok.log_tree set vkey = ?", vkey);
        }
    }

    @Test
    void fullTilesAndBundlesThatSomebodyChangedOrTookAway() {
        grow();
        for (boolean gone : new boolean[] {false, true}) {
            damaged("tile/0/000", gone, gone ? "TILE_MISSING" : "TILE_ALTERED");
            damaged("tile/entries/000", gone, gone ? "ENTRY_BUNDLE_MISSING" : "ENTRY_BUNDLE_ALTERED");
        }
    }

    private void damaged(String path, boolean gone, String code) {
        Path file = world.logObject(path);
        byte[] right = Tampering.read(file);
        finds(
                () -> {
                    if (gone) {
                        delete(file);
                    } else {
                        Tampering.flip(file, 100);
                    }
                },
                code + " object log/" + world.origin() + "/" + path);
        Tampering.write(file, right);
    }

    private void grow() {
        Actor auditor = parties.newPartyWith(Role.CONTRIBUTOR);
        for (int i = 0; world.size() < 520 && i < 600; i++) {
            auditor.request().get("/api/v1/items").then().statusCode(200);
        }
        world.settle();
    }

    @Test
    void recordsThatSomebodyChangedOrTookAway() throws Exception {
        long index = world.number(
                "select index from sillok.log_entry where leaf_hash ="
                        + " (select leaf_hash from custody_statement where stream = ? and seq = 1)",
                stream);
        Path record = recordOf(index);
        String name = "log/" + world.origin() + "/record/" + record.getFileName();
        byte[] right = Tampering.read(record);
        Set<String> before = world.findings();
        Tampering.write(
                record,
                new String(right, StandardCharsets.ISO_8859_1)
                        .replace("\"content\":\"", "\"content\":\"AA")
                        .getBytes(StandardCharsets.ISO_8859_1));
        assertThat(minus(world.findings(), before)).contains("RECORD_ALTERED object " + name);
        delete(record);
        assertThat(minus(world.findings(), before)).anyMatch(finding -> finding.startsWith("RECORD_MISSING entry"));
        Tampering.write(record, right);
        assertThat(minus(world.findings(), before)).isEmpty();
    }

    private Path recordOf(long index) throws Exception {
        try (Stream<Path> files = Files.list(world.logObject("record"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> {
                        String[] run = file.getFileName().toString().split("-", -1);
                        return Long.parseLong(run[0]) <= index && index < Long.parseLong(run[1]);
                    })
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void numbersOfTheLogThatSomebodyExchanged() {
        long a = indexOf(0);
        long b = indexOf(2);
        String swap = "update sillok.log_entry set index = ? where index = ?";
        try {
            finds(
                    () -> {
                        world.sql(swap, 1_000_000_000L + a, a);
                        world.sql(swap, a, b);
                        world.sql(swap, b, 1_000_000_000L + a);
                    },
                    "REORDERED entry " + world.origin() + "/" + a,
                    "REORDERED entry " + world.origin() + "/" + b,
                    statement("REORDERED", 1),
                    statement("REORDERED", 2));
        } finally {
            world.sql(swap, 1_000_000_000L + a, a);
            world.sql(swap, a, b);
            world.sql(swap, b, 1_000_000_000L + a);
        }
    }

    private long indexOf(long seq) {
        return world.number(
                "select index from sillok.log_entry where leaf_hash ="
                        + " (select leaf_hash from custody_statement where stream = ? and seq = ?)",
                stream,
                seq);
    }

    // --- statements --------------------------------------------------------------------------------------------------

    @Test
    void theLastStatementsDeletedAndTheStreamPutRight() {
        long first = indexOf(1);
        long second = indexOf(2);
        finds(
                () -> {
                    world.sql("delete from custody_statement where stream = ? and seq >= 1", stream);
                    world.sql(
                            "update custody_stream set next_seq = 1, head_digest ="
                                    + " (select digest from custody_statement where stream = ? and seq = 0) where id = ?",
                            stream,
                            stream);
                },
                "LEAF_UNKNOWN entry " + world.origin() + "/" + first,
                "LEAF_UNKNOWN entry " + world.origin() + "/" + second,
                "ITEM_ALTERED item " + item,
                "METADATA_UNRECORDED metadata " + item + "/2",
                "VERSION_UNRECORDED version " + item + "/2",
                "FILE_UNRECORDED file " + item + "/2/1");
    }

    @Test
    void aStatementInTheMiddleDeleted() {
        long index = indexOf(1);
        finds(
                () -> world.sql("delete from custody_statement where stream = ? and seq = 1", stream),
                "LEAF_UNKNOWN entry " + world.origin() + "/" + index,
                statement("STATEMENT_MISSING", 1),
                "VERSION_UNRECORDED version " + item + "/2",
                "FILE_UNRECORDED file " + item + "/2/1",
                "ITEM_ALTERED item " + item);
    }

    @Test
    void everyStatementOfAStreamDeleted() {
        Set<String> before = world.findings();
        world.sql("delete from custody_statement where stream = ?", stream);
        assertThat(minus(world.findings(), before))
                .contains("STATEMENT_MISSING statement " + stream + "/0-2")
                .filteredOn(finding -> finding.startsWith("LEAF_UNKNOWN"))
                .hasSize(3);
    }

    @Test
    void aStatementWhoseBytesOrSignatureWereChanged() {
        finds(
                () -> world.sql(
                        "update custody_statement"
                                + " set bytes = set_byte(bytes, length(bytes) - 5, get_byte(bytes, length(bytes) - 5) # 1)"
                                + " where stream = ? and seq = 2",
                        stream),
                statement("STATEMENT_ALTERED", 2));
        finds(
                () -> world.sql(
                        "update custody_statement set signature = set_byte(signature, 20, get_byte(signature, 20) # 1)"
                                + " where stream = ? and seq = 1",
                        stream),
                statement("STATEMENT_ALTERED", 1));
    }

    @Test
    void aStatementWhoseTimeWasChanged() {
        finds(
                () -> world.sql(
                        "update custody_statement set recorded_at = recorded_at - interval '1 day'"
                                + " where stream = ? and seq = 1",
                        stream),
                statement("STATEMENT_ALTERED", 1));
    }

    @Test
    void twoStatementsExchanged() {
        Set<String> before = world.findings();
        String move = "update custody_statement set seq = ? where stream = ? and seq = ?";
        world.sql(move, 99L, stream, 1L);
        world.sql(move, 1L, stream, 2L);
        world.sql(move, 2L, stream, 99L);
        assertThat(minus(world.findings(), before))
                .contains(statement("REORDERED", 1), statement("REORDERED", 2))
                .noneMatch(finding -> finding.startsWith("STATEMENT_ALTERED"));
    }

    @Test
    void sealedFactsThatWereChangedOrTakenAway() {
        finds(
                () -> world.sql(
                        "update custody_statement set accountability ="
                                + " set_byte(accountability, 40, get_byte(accountability, 40) # 1)"
                                + " where stream = ? and seq = 1",
                        stream),
                statement("DISCLOSURE_ALTERED", 1));
    }

    @Test
    void sealedFactsThatWereTakenAway() {
        finds(
                () -> world.sql("update custody_statement set content = null where stream = ? and seq = 2", stream),
                statement("DISCLOSURE_ALTERED", 2));
    }

    @Test
    void aStreamWhoseRowWasChanged() {
        finds(
                () -> world.sql(
                        "update custody_stream set head_digest = set_byte(head_digest, 0, get_byte(head_digest, 0) # 1)"
                                + " where id = ?",
                        stream),
                "STREAM_HEAD_ALTERED stream " + stream);
    }

    @Test
    void aForgedStatementThatTheServiceItselfLogged() {
        P256PrivateKey forger = P256PrivateKey.generate(new SecureRandom());
        Set<String> before = world.findings();
        append(forger, headOf(), true);
        assertThat(minus(world.findings(), before)).contains(statement("STATEMENT_SIGNATURE_INVALID", 3));
    }

    @Test
    void aStatementMadeWithTheStolenKeyThatTheLogDoesNotKnow() throws Exception {
        Set<String> before = world.findings();
        append(stolen(), headOf(), false);
        assertThat(minus(world.findings(), before)).contains(statement("STATEMENT_UNLOGGED", 3));
    }

    @Test
    void aStatementMadeWithTheStolenKeyThatDoesNotContinueItsStream() throws Exception {
        Set<String> before = world.findings();
        append(stolen(), Merkle.leafHash(new byte[1]), true);
        assertThat(minus(world.findings(), before)).contains(statement("CHAIN_BROKEN", 3));
    }

    private P256PrivateKey stolen() throws Exception {
        return SigningKeysFixture.in(world.keyFile("statement.key").getParent())
                .find(world.keyFile("statement.key"), "", KeyKind.P256)
                .orElseThrow();
    }

    private Digest headOf() {
        return Digest.sha256(world.bytes("select head_digest from custody_stream where id = ?", stream));
    }

    private void append(P256PrivateKey key, Digest previous, boolean logged) {
        SecureRandom random = new SecureRandom();
        List<Fact> facts = List.of(
                Fact.stream(new StreamId(stream)), Fact.type(EventType.HELD), Fact.time(java.time.Instant.now()));
        byte[] bytes = new byte[StatementBuilder.randomBytesNeeded(facts.size())];
        random.nextBytes(bytes);
        Statement statement = StatementBuilder.build(
                        Position.after(previous, world.origin(), 3),
                        key.publicKey().keyId(),
                        facts,
                        List.of(),
                        bytes)
                .statement();
        byte[] signature = SignedStatement.sign(statement, key).signature().toArray();
        byte[] leaf = HashedRekordLeaf.of(
                statement.digest(), signature, key.publicKey().spki());
        world.sql(
                "insert into custody_statement (digest, stream, seq, owner_party, key_subject, bytes, signature, leaf_hash,"
                        + " recorded_at) select ?, id, 3, owner_party, subject, ?, ?, ?, now() from custody_stream"
                        + " where id = ?",
                statement.digest().toArray(),
                statement.bytes().toArray(),
                signature,
                Merkle.leafHash(leaf).toArray(),
                stream);
        world.sql(
                "update custody_stream set next_seq = 4, head_digest = ? where id = ?",
                statement.digest().toArray(),
                stream);
        if (logged) {
            world.sql(
                    "insert into sillok.log_outbox (log, leaf_hash, leaf, record) select log, ?, ?, ? from sillok.log_tree",
                    Merkle.leafHash(leaf).toArray(),
                    leaf,
                    new byte[] {1});
            // The leader polls: nobody wakes it for what was not committed through the service.
            parties.newParty();
        }
    }

    // --- keys --------------------------------------------------------------------------------------------------------

    @Test
    void aDeletedKey() {
        finds(
                () -> world.sql("delete from vault.vault_subject_key where subject = ? and key_use = 'CONTENT'", item),
                "KEY_MISSING keys " + item);
    }

    @Test
    void aKeyThatSomebodyChanged() {
        finds(
                () -> world.sql(
                        "update vault.vault_subject_key set wrapped = set_byte(wrapped, 15, get_byte(wrapped, 15) # 1)"
                                + " where subject = ? and key_use = 'CONTENT'",
                        item),
                "KEY_ALTERED keys " + item);
    }

    @Test
    void theKeyOfAnObject() {
        String object = world.objectOf(item, 1, 1);
        finds(
                () -> world.sql(
                        "update vault.vault_object_key set wrapped = set_byte(wrapped, 15, get_byte(wrapped, 15) # 1)"
                                + " where object = ?",
                        object),
                "KEY_ALTERED keys " + object);
        finds(
                () -> world.sql("delete from vault.vault_object_key where object = ?", object),
                "KEY_MISSING keys " + object);
    }

    // --- items -------------------------------------------------------------------------------------------------------

    @Test
    void anItemsRow() {
        finds(
                () -> world.sql("update evidence_item set kind = 'IMAGE' where id = ?", item),
                "ITEM_ALTERED item " + item);
        finds(() -> world.sql("delete from evidence_item where id = ?", item), "ITEM_MISSING item " + item);
    }

    @Test
    void anItemGivenToAnotherParty() {
        String other = parties.newParty();
        finds(
                () -> world.sql("update evidence_item set owner_party = ? where id = ?", other, item),
                "ITEM_ALTERED item " + item);
    }

    @Test
    void rowsThatNobodyRecorded() {
        String invented = "itm_" + "a".repeat(26);
        finds(
                () -> world.sql(
                        "insert into evidence_item select ?, owner_party, kind, languages, source, 1, 1, deposited_at"
                                + " from evidence_item where id = ?",
                        invented,
                        item),
                "ITEM_UNRECORDED item " + invented);
    }

    // --- agreements --------------------------------------------------------------------------------------------------

    private String agreement() {
        AgreementCast cast = new AgreementCast(parties);
        Actor ngo = cast.ngo();
        Actor court = cast.mechanism();
        return cast.inForce(AgreementCast.draft(List.of(ngo.party()), List.of(court.party())), ngo, court);
    }

    @Test
    void anAgreementsRows() {
        String sound = agreement();
        assertThat(world.findings()).noneMatch(finding -> finding.startsWith("AGREEMENT"));
        for (String change : List.of(
                "update agreement_agreement set standing = 'SUSPENDED' where id = ?",
                "update agreement_version set digest = sha256('x') where agreement = ?",
                "update agreement_version set starts_at = starts_at - interval '1 day' where agreement = ?",
                "update agreement_version set umbrella = 'agr_' where agreement = ?",
                "update agreement_event set acting_party = 'pty_' where agreement = ? and type = 'SIGNED'",
                "delete from agreement_party where agreement = ? and side = 'RECIPIENT'")) {
            String id = agreement();
            finds(() -> world.sql(change, id), "AGREEMENT_ALTERED agreement " + id);
        }
        String without = agreement();
        finds(
                () -> world.sql("delete from agreement_event where agreement = ? and type = 'PROPOSED'", without),
                "AGREEMENT_MISSING agreement " + without);
        finds(
                () -> world.sql(
                        "insert into agreement_event select agreement, 99, 0, version, 'SIGNED', acting_party, actor, party, sealed,"
                                + " sha256('x'), recorded_at from agreement_event where agreement = ? limit 1",
                        sound),
                "AGREEMENT_UNRECORDED agreement " + sound);
        String gone = agreement();
        finds(
                () -> world.sql("delete from agreement_agreement where id = ?", gone),
                "AGREEMENT_MISSING agreement " + gone);
        String invented = "agr_" + "a".repeat(26);
        finds(
                () -> world.sql(
                        "insert into agreement_agreement select ?, owner_party, kind, revision, newest, newest_signed, is_open,"
                                + " standing, suspended_by, created_at from agreement_agreement where id = ?",
                        invented,
                        sound),
                "AGREEMENT_UNRECORDED agreement " + invented);
    }

    @Test
    void jointDepositors() {
        join();
        finds(
                () -> world.sql("delete from evidence_joint_depositor where item = ?", item),
                "DEPOSITOR_MISSING item " + item);
        String invented = parties.newParty();
        finds(
                () -> world.sql(
                        "insert into evidence_joint_depositor select id, ?, owner_party, sha256('x'::bytea), deposited_at"
                                + " from evidence_item where id = ?",
                        invented,
                        item),
                "DEPOSITOR_UNRECORDED item " + item);
    }

    @Test
    void stepsOfAProposalOfAJointDepositor() {
        join();
        finds(
                () -> world.sql("delete from evidence_depositor_proposal_end where item = ?", item),
                "DEPOSITOR_MISSING item " + item);
        String invented = parties.newParty();
        finds(
                () -> world.sql(
                        "insert into evidence_depositor_proposal select id, ?, 1, owner_party, sha256('x'::bytea),"
                                + " deposited_at from evidence_item where id = ?",
                        invented,
                        item),
                "DEPOSITOR_UNRECORDED item " + item);
    }

    @Test
    void anAnswerOfAJointDepositorThatSomebodyChanged() {
        join();
        finds(
                () -> world.sql("update evidence_depositor_proposal_end set outcome = 'DECLINED' where item = ?", item),
                "DEPOSITOR_MISSING item " + item,
                "DEPOSITOR_UNRECORDED item " + item);
    }

    private void join() {
        Actor joint = parties.newPartyWith(Role.CONTRIBUTOR);
        owner.sends(Map.of("party", joint.party()))
                .post("/api/v1/items/" + item + "/depositors")
                .then()
                .statusCode(201);
        joint.request()
                .post("/api/v1/depositors/proposals/" + item + "/accept")
                .then()
                .statusCode(200);
    }

    @Test
    void aTitleThatSomebodyChangedOrReplacedByAnEarlierOne() {
        finds(
                () -> world.sql(
                        "update evidence_metadata set sealed = set_byte(sealed, 30, get_byte(sealed, 30) # 1)"
                                + " where item = ? and revision = 2",
                        item),
                "METADATA_ALTERED metadata " + item + "/2");
        finds(
                () -> world.sql("delete from evidence_metadata where item = ? and revision = 1", item),
                "METADATA_MISSING metadata " + item + "/1");
    }

    @Test
    void aRevisionThatNobodyRecorded() {
        finds(
                () -> world.sql(
                        "insert into evidence_metadata select item, 3, owner_party, sealed, recorded_at"
                                + " from evidence_metadata where item = ? and revision = 2",
                        item),
                "METADATA_UNRECORDED metadata " + item + "/3");
    }

    @Test
    void versions() {
        finds(
                () -> world.sql("update evidence_version set activity = 'OCR' where item = ? and number = 2", item),
                "VERSION_ALTERED version " + item + "/2");
        finds(
                () -> world.sql("delete from evidence_version where item = ? and number = 2", item),
                "VERSION_MISSING version " + item + "/2");
    }

    @Test
    void whatIsSaidAboutAVersionSealedAnewBySomebodyWhoHoldsTheKeys() {
        for (int number : new int[] {1, 2}) {
            byte[] other = "{\"language\":\"en\",\"note\":\"another\"}".getBytes(StandardCharsets.UTF_8);
            byte[] sealed = vault.seal(vault.keysOf(item), KeyUse.CONTENT, "evidence/version/" + number, other);
            finds(
                    () -> world.sql(
                            "update evidence_version set sealed = ? where item = ? and number = ?",
                            sealed,
                            item,
                            number),
                    "VERSION_ALTERED version " + item + "/" + number);
        }
    }

    @Test
    void aParentThatSomebodyTookAway() {
        finds(
                () -> world.sql("delete from evidence_parent where item = ?", item),
                "VERSION_ALTERED version " + item + "/2");
    }

    @Test
    void rowsOfFiles() {
        finds(
                () -> world.sql(
                        "update evidence_file set cipher_length = cipher_length + 1 where item = ? and version = 2",
                        item),
                "FILE_ROW_ALTERED file " + item + "/2/1");
        finds(
                () -> world.sql("delete from evidence_file where item = ? and version = 2", item),
                "FILE_ROW_MISSING file " + item + "/2/1");
        String invented = "obj_" + "a".repeat(26);
        finds(
                () -> world.sql(
                        "insert into evidence_file select ?, item, version, 3, owner_party, cipher_length, cipher_sha256,"
                                + " sealed from evidence_file where item = ? and version = 1 and number = 2",
                        invented,
                        item),
                "FILE_UNRECORDED file " + item + "/1/3");
    }

    @Test
    void twoRowsOfFilesExchanged() {
        String one = world.objectOf(item, 1, 1);
        String two = world.objectOf(item, 1, 2);
        String move = "update evidence_file set number = ? where object = ?";
        finds(
                () -> {
                    world.sql(move, 9, one);
                    world.sql(move, 1, two);
                    world.sql(move, 2, one);
                },
                "FILE_ROW_ALTERED file " + item + "/1/1",
                "FILE_ROW_ALTERED file " + item + "/1/2");
    }

    // --- objects -----------------------------------------------------------------------------------------------------

    @Test
    void aFileThatIsGone() {
        finds(() -> delete(world.content(world.objectOf(item, 1, 1))), "OBJECT_MISSING file " + item + "/1/1");
        assertThat(world.number("select count(*) from custody_statement where stream = ?", stream))
                .as("each run puts the failure on record")
                .isEqualTo(4);
    }

    @Test
    void aBitOfAFile() {
        finds(
                () -> Tampering.flip(world.content(world.objectOf(item, 1, 1)), 70_000),
                "OBJECT_ALTERED file " + item + "/1/1");
    }

    @Test
    void aFileCutOff() {
        Path file = world.content(world.objectOf(item, 2, 1));
        finds(
                () -> Tampering.write(file, Arrays.copyOf(Tampering.read(file), 1_000)),
                "OBJECT_ALTERED file " + item + "/2/1");
    }

    @Test
    void twoFilesExchanged() {
        Path one = world.content(world.objectOf(item, 1, 1));
        Path two = world.content(world.objectOf(item, 2, 1));
        finds(
                () -> {
                    byte[] bytes = Tampering.read(one);
                    Tampering.write(one, Tampering.read(two));
                    Tampering.write(two, bytes);
                },
                "OBJECT_ALTERED file " + item + "/1/1",
                "OBJECT_ALTERED file " + item + "/2/1");
    }

    @Test
    void aFileThatCannotBeRead() throws Exception {
        Path file = world.content(world.objectOf(item, 2, 1));
        Set<String> before = world.findings();
        delete(file);
        Files.createSymbolicLink(file, file);
        assertThat(minus(world.findings(), before)).containsExactly("OBJECT_UNREADABLE file " + item + "/2/1");
    }

    @Test
    void contentUnderAnotherKeyThatOpens() {
        ObjectId object = new ObjectId(world.objectOf(item, 1, 1));
        finds(
                () -> {
                    world.sql("delete from vault.vault_object_key where object = ?", object.value());
                    SubjectKeys keys = vault.keysOf(item);
                    vault.store(vault.newObjectKey(keys, object));
                },
                "CONTENT_ALTERED file " + item + "/1/1");
    }

    private Bytes signed(long size, Digest root) throws Exception {
        SigningKeys keys = SigningKeysFixture.in(world.keyFile("log.key").getParent());
        return new CheckpointSigner(
                        world.origin(),
                        keys.find(world.keyFile("log.key"), "", KeyKind.ED25519).orElseThrow(),
                        keys.find(world.keyFile("log-post-quantum.key"), "", KeyKind.ML_DSA_44)
                                .orElseThrow())
                .sign(new Checkpoint(world.origin(), size, root), 0)
                .note();
    }

    private static Set<String> minus(Set<String> all, Set<String> known) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(known);
        return rest;
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
