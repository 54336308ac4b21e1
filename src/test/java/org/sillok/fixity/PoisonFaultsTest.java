package org.sillok.fixity;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.audit.Tampering;
import org.sillok.fixity.core.Round;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.kernel.ItemId;
import org.sillok.platform.PostgresTestResource;
import org.sillok.storage.ObjectStore;

/** Who damages a file and its record at once: the damage is found, an incident, and nothing behind it stays unread. */
@QuarkusTest
@TestProfile(RoundFaultsTest.OfItsOwn.class)
@WithTestResource(PostgresTestResource.class)
class PoisonFaultsTest {
    private static final String SET_BACK =
            "update custody_stream set next_seq = next_seq + ? where kind = ? and subject = ?";

    @Inject
    TestParties parties;

    @Inject
    Tampering tampering;

    @Inject
    FixityWorld world;

    @Inject
    ObjectStore store;

    @Inject
    Suspicions suspicions;

    @Inject
    FixityWatch watch;

    @Inject
    FixityMeter meter;

    private String item;
    private String later;
    private Path first;
    private byte[] bytes;

    @BeforeEach
    void twoItems() {
        item = tampering.item(parties.newPartyWith(Role.CONTRIBUTOR));
        later = tampering.item(parties.newPartyWith(Role.CONTRIBUTOR));
        first = tampering.content(tampering.objectOf(item, 1, 1));
        bytes = Tampering.read(first);
    }

    @AfterEach
    void theFileIsWholeAgain() {
        Tampering.write(first, bytes);
    }

    private long files() {
        return tampering.number("select count(*) from evidence_file");
    }

    @Test
    void anItemsStreamThatWasSetBackHidesNothingAndIsNotSignedOver() {
        Tampering.flip(first, 70_000);
        tampering.sql(SET_BACK, -1L, "ITEM", item);
        long statements = world.statements(item);
        try {
            Round round = world.round(store);
            assertThat(round.counts().outcome()).isEqualTo("DAMAGED");
            assertThat(round.counts().files()).isEqualTo(files());
            assertThat(world.incidents(item)).containsExactly("1/1 EVIDENCE OTHER_DIGEST ROUND");
            assertThat(world.statements(item)).isEqualTo(statements);
        } finally {
            tampering.sql(SET_BACK, 1L, "ITEM", item);
        }
    }

    @Test
    void theRepositorysStreamThatWasSetBackKeepsNoRoundFromEnding() {
        // There is a statement to set it back by.
        world.round(store);
        Tampering.flip(first, 70_000);
        tampering.sql(SET_BACK, -1L, "REPOSITORY", "repository");
        try {
            Round round = world.round(store);
            assertThat(round.isOpen()).isFalse();
            assertThat(round.counts().outcome()).isEqualTo("DAMAGED");
            assertThat(world.incidents(item)).containsExactly("1/1 EVIDENCE OTHER_DIGEST ROUND");
        } finally {
            tampering.sql(SET_BACK, 1L, "REPOSITORY", "repository");
        }
        long before = world.repositoryStatements();
        world.round(store);
        assertThat(world.repositoryStatements()).isEqualTo(before + 1);
    }

    @Test
    void aRoundsEndIsNotSignedOverAGap() {
        world.round(store);
        String stream = tampering.text("select id from custody_stream where kind = 'REPOSITORY'");
        long last = tampering.number("select next_seq - 1 from custody_stream where id = ?", stream);
        tampering.sql("create table sillok.taken as select * from custody_statement where false");
        tampering.sql(
                "insert into sillok.taken select * from custody_statement where stream = ? and seq = ?", stream, last);
        tampering.sql("delete from custody_statement where stream = ? and seq = ?", stream, last);
        try {
            Round round = world.round(store);
            assertThat(round.isOpen()).isFalse();
            assertThat(world.repositoryStatements()).isEqualTo(last + 1);
        } finally {
            tampering.sql("insert into custody_statement select * from sillok.taken");
            tampering.sql("drop table sillok.taken");
        }
    }

    @Test
    void aStreamWhoseStatementsAreAllGoneIsNotBegunAnew() {
        world.round(store);
        String stream = tampering.text("select id from custody_stream where kind = 'REPOSITORY'");
        tampering.sql("create table sillok.taken as select * from custody_statement where false");
        tampering.sql("insert into sillok.taken select * from custody_statement where stream = ?", stream);
        tampering.sql("create table sillok.head as select * from custody_stream where kind = 'REPOSITORY'");
        tampering.sql("delete from custody_statement where stream = ?", stream);
        tampering.sql("update custody_stream set next_seq = 0, head_digest = null where id = ?", stream);
        try {
            assertThat(world.round(store).isOpen()).isFalse();
            assertThat(world.repositoryStatements()).isZero();
        } finally {
            tampering.sql("insert into custody_statement select * from sillok.taken on conflict do nothing");
            tampering.sql("update custody_stream s set next_seq = h.next_seq, head_digest = h.head_digest"
                    + " from sillok.head h where h.id = s.id");
            tampering.sql("drop table sillok.taken");
            tampering.sql("drop table sillok.head");
        }
    }

    @Test
    void aDatabaseThatIsAwayForAMomentLosesNoIncidentAndNoStatement() {
        for (int failures : new int[] {2, 5}) {
            long statements = world.statements(item);
            long repository = world.repositoryStatements();
            Tampering.flip(first, 70_000);
            world.begin();
            FixityWorld.Replica replica = world.replica("one", store);
            assertThat(replica.take()).isTrue();
            refuseFirst(failures);
            try {
                for (int attempt = 0; attempt < 10 && world.newest().isOpen(); attempt++) {
                    try {
                        replica.work();
                    } catch (RuntimeException e) {
                        assertThat(world.newest().counts().failures()).isZero();
                    }
                }
            } finally {
                tampering.sql("drop function sillok.refuse_first cascade");
                tampering.sql("drop sequence sillok.refused");
            }
            replica.leave();
            assertThat(world.newest().counts().outcome()).isEqualTo("DAMAGED");
            assertThat(world.incidents(item)).containsExactly("1/1 EVIDENCE OTHER_DIGEST ROUND");
            assertThat(world.statements(item)).isEqualTo(statements + 1);
            assertThat(world.repositoryStatements()).isEqualTo(repository + 2);
            // The next file is another one, so that its incident is, too.
            theFileIsWholeAgain();
            twoItems();
        }
    }

    /** As a database does that has no room for another connection. */
    private void refuseFirst(int failures) {
        tampering.sql("create sequence sillok.refused");
        tampering.sql(
                "create function sillok.refuse_first() returns trigger security definer language plpgsql as $$ begin"
                        + " if nextval('sillok.refused') <= " + failures
                        + " then raise exception 'full' using errcode = '53300'; end if; return new; end $$");
        tampering.sql("create trigger refuse_first before insert on fixity_incident for each row execute function"
                + " sillok.refuse_first()");
    }

    @Test
    void theOwnerOfAStatementThatWasAlteredHidesNothing() {
        Tampering.flip(first, 70_000);
        String owner = tampering.text(
                "select owner_party from custody_statement where stream = ? and seq = 0", tampering.streamOf(item));
        String put = "update custody_statement set owner_party = ? where stream = ? and seq = 0";
        tampering.sql(put, "nobody", tampering.streamOf(item));
        try {
            assertThat(world.round(store).isOpen()).isFalse();
            assertThat(world.incidents(item)).containsExactly("1/1 EVIDENCE OTHER_DIGEST ROUND");
        } finally {
            tampering.sql(put, owner, tampering.streamOf(item));
        }
    }

    @Test
    void aSubjectWhoseKeysNobodyHoldsDoesNotKeepTheOthersFromBeingRead() {
        Path other = tampering.content(tampering.objectOf(later, 1, 1));
        Tampering.flip(other, 70_000);
        String kek = tampering.text("select kek from vault.vault_subject_key where subject = ? limit 1", item);
        String put = "update vault.vault_subject_key set kek = ? where subject = ?";
        tampering.sql(put, "kek_that_nobody_has", item);
        try {
            Round round = world.round(store);
            assertThat(round.counts().unnamed()).isEqualTo(2);
            assertThat(world.incidents(later)).containsExactly("1/1 EVIDENCE OTHER_DIGEST ROUND");
        } finally {
            tampering.sql(put, kek, item);
            Tampering.flip(other, 70_000);
        }
    }

    @Test
    void aSuspicionThatCannotBeRecordedDoesNotFreezeWhatHealthShows() {
        Tampering.flip(first, 70_000);
        Path other = tampering.content(tampering.objectOf(later, 1, 1));
        Tampering.flip(other, 70_000);
        watch.look();
        tampering.sql(SET_BACK, -1L, "ITEM", item);
        try {
            suspicions.met(new ItemId(item), 1, 1);
            long before = meter.state().openIncidents();
            world.round(store);
            meter.stale();
            watch.look();
            watch.look();
            assertThat(meter.isKnown()).isTrue();
            assertThat(meter.state().openIncidents()).isGreaterThan(before);
            assertThat(suspicions.waiting()).isEmpty();
        } finally {
            tampering.sql(SET_BACK, 1L, "ITEM", item);
            Tampering.flip(other, 70_000);
        }
    }

    @Test
    void anotherStatementInThePlaceOfOneThatRecordsFilesIsNoticed() {
        String stream = tampering.streamOf(item);
        String select = " from custody_statement where stream = ? and seq = ?";
        byte[] kept = tampering.bytes("select bytes" + select, stream, 0L);
        byte[] signature = tampering.bytes("select signature" + select, stream, 0L);
        String put = "update custody_statement set bytes = ?, signature = ? where stream = ? and seq = 0";
        // A genuine one, that records no files.
        tampering.sql(
                put,
                tampering.bytes("select bytes" + select, stream, 2L),
                tampering.bytes("select signature" + select, stream, 2L),
                stream);
        try {
            Round round = world.round(store);
            assertThat(round.counts().unnamed()).isEqualTo(1);
            assertThat(round.counts().outcome()).isEqualTo("INCOMPLETE");
        } finally {
            tampering.sql(put, kept, signature, stream);
        }
    }

    @Test
    void anAuditBlamesNoBytesByAStatementThatWasAltered() {
        String stream = tampering.streamOf(item);
        byte[] kept = tampering.bytes("select bytes from custody_statement where stream = ? and seq = 0", stream);
        String text = new String(kept, StandardCharsets.UTF_8);
        int digest = text.indexOf("\"cipher\":[\"") + "\"cipher\":[\"".length();
        char other = text.charAt(digest) == 'A' ? 'B' : 'A';
        String altered = text.substring(0, digest) + other + text.substring(digest + 1);
        String put = "update custody_statement set bytes = ? where stream = ? and seq = 0";
        tampering.sql(put, altered.getBytes(StandardCharsets.UTF_8), stream);
        try {
            assertThat(tampering.findings()).contains("STATEMENT_ALTERED statement " + stream + "/0");
            assertThat(world.incidents(item)).isEmpty();
        } finally {
            tampering.sql(put, kept, stream);
        }
    }
}
