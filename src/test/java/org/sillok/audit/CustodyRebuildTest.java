package org.sillok.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sillok.custody.CustodyRebuild;
import org.sillok.custody.CustodyRebuilds;
import org.sillok.custody.Forgotten;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.kernel.Bytes;
import org.sillok.log.FaultyConnection;
import org.sillok.log.LogInspection;
import org.sillok.log.RebuiltEntry;
import org.sillok.log.StoredLog;
import org.sillok.log.core.EntryBundle;
import org.sillok.log.core.Merkle;
import org.sillok.log.core.RecordBundle;
import org.sillok.log.core.TileName;
import org.sillok.platform.PostgresTestResource;
import org.sillok.storage.FaultyObjectStore.Outcome;
import org.sillok.vault.KekUnavailableException;
import org.sillok.vault.KeyTrouble;
import org.sillok.vault.TroubledKeys;

@QuarkusTest
@TestProfile(CustodyRebuildTest.OfItsOwn.class)
@WithTestResource(PostgresTestResource.class)
class CustodyRebuildTest {
    /** A program and a database that no other test sees. */
    public static final class OfItsOwn implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("sillok.vault.patience", "PT1S");
        }
    }

    @Inject
    TestParties parties;

    @Inject
    Tampering world;

    @Inject
    CustodyRebuild custody;

    @Inject
    CustodyRebuilds rebuilds;

    private final Found history = new Found();

    /** What a rebuild says of what was forgotten. */
    private static final class Found implements Forgotten {
        private final List<Long> from = new ArrayList<>();
        private final List<Forgotten.Displaced> displaced = new ArrayList<>();

        @Override
        public void from(long index) {
            from.add(index);
        }

        @Override
        public void displaced(Forgotten.Displaced statement) {
            displaced.add(statement);
        }
    }

    @Inject
    TroubledKeys troubledKeys;

    @Inject
    DataSource database;

    @Inject
    LogInspection logs;

    @Test
    void lostStatementsAndStreamsComeBackFromTheRecordsBesideTheLog() throws Exception {
        TestParties.Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        world.item(ngo);
        world.item(ngo);
        assertThat(world.findings()).isEmpty();
        List<RebuiltEntry> entries = entries();
        assertThat(rebuild(entries))
                .as("nothing is missing")
                .isEqualTo(new CustodyRebuild.Report(0, 0, Map.of(), 0, 0));
        assertThat(history.from).isEmpty();
        List<String> rows = rows();

        world.sql("delete from sillok.custody_statement where key_subject like 'itm_%'");
        world.sql("delete from sillok.custody_stream where kind = 'ITEM'");
        assertThat(rows()).hasSizeLessThan(rows.size());
        long lost = rows.size() - rows().size();

        assertThat(rebuild(entries)).isEqualTo(new CustodyRebuild.Report(lost, 0, Map.of(), 0, 0));
        assertThat(history.from).as("said once, of the first").hasSize(1);
        assertThat(history.displaced).isEmpty();
        assertThat(rows()).isEqualTo(rows);
        assertThat(world.findings()).isEmpty();
    }

    @Test
    void onlyARecordThatTheStatementKeySignedHasALeaf() throws Exception {
        world.item(parties.newPartyWith(Role.CONTRIBUTOR));
        CustodyRebuild.Run run = custody.begin(history);
        for (RebuiltEntry entry : entries()) {
            Bytes record = entry.record().orElseThrow();
            assertThat(run.leafOf(record)).contains(entry.leaf());
            String json = new String(record.toArray(), StandardCharsets.UTF_8);
            int middle = json.indexOf("\"signature\":\"") + 40;
            String other = json.charAt(middle) == 'A' ? "B" : "A";
            assertThat(run.leafOf(Bytes.utf8(json.substring(0, middle) + other + json.substring(middle + 1))))
                    .isEmpty();
        }
    }

    @Test
    void whatItsKeysOrItsRecordDoNotShowIsCountedAndNotGuessed() throws Exception {
        world.item(parties.newPartyWith(Role.CONTRIBUTOR));
        world.settle();
        List<RebuiltEntry> entries = entries();
        world.sql("delete from sillok.custody_statement where key_subject like 'itm_%'");
        world.sql("delete from sillok.custody_stream where kind = 'ITEM'");
        List<RebuiltEntry> withoutRecords = entries.stream()
                .map(entry -> new RebuiltEntry(entry.index(), entry.leafHash(), entry.leaf(), Optional.empty()))
                .toList();
        assertThat(rebuild(withoutRecords).unusable()).isPositive();
        world.sql("create table sillok.kept_keys as table vault.vault_subject_key");
        world.sql("delete from vault.vault_subject_key where subject like 'itm_%'");
        CustodyRebuild.Report report = rebuild(entries);
        assertThat(report.sealed()).isPositive();
        assertThat(report.restored()).isZero();
        world.sql("insert into vault.vault_subject_key table sillok.kept_keys" + " on conflict do nothing");
        assertThat(rebuild(entries).isComplete()).isTrue();
        assertThat(world.findings()).isEmpty();
    }

    @Test
    void whileTheKeyVaultIsAwayNothingIsCountedAsSealed() throws Exception {
        world.item(parties.newPartyWith(Role.CONTRIBUTOR));
        List<RebuiltEntry> entries = entries();
        List<String> rows = rows();
        world.sql("delete from sillok.custody_statement where key_subject like 'itm_%'");
        world.sql("delete from sillok.custody_stream where kind = 'ITEM'");
        Path file = Path.of(ConfigProvider.getConfig().getValue("sillok.vault.key-file", String.class));
        Path aside = Files.move(file, file.resolveSibling("kek.aside"));
        try {
            assertThatThrownBy(() -> rebuild(entries)).isInstanceOf(KekUnavailableException.class);
        } finally {
            Files.move(aside, file);
        }
        assertThat(rebuild(entries).isComplete()).isTrue();
        assertThat(rows()).isEqualTo(rows);
    }

    @ParameterizedTest
    @EnumSource(names = {"TOKEN_DENIED", "TOKEN_KEY_MISSING", "VAULT_ANSWER", "OTHER_KEY", "NOT_CONFIGURED"})
    void whatAWrongSettingHidesIsNotCountedAsSealed(KeyTrouble trouble) throws Exception {
        world.item(parties.newPartyWith(Role.CONTRIBUTOR));
        List<RebuiltEntry> entries = entries();
        List<String> rows = rows();
        world.sql("delete from sillok.custody_statement where key_subject like 'itm_%'");
        world.sql("delete from sillok.custody_stream where kind = 'ITEM'");
        long lost = rows.size() - rows().size();
        CustodyRebuild.Run run =
                rebuilds.on(database, troubledKeys.with(trouble)).begin(history);
        if (trouble.isOfSome()) {
            run.restore(entries);
            assertThat(run.report()).isEqualTo(new CustodyRebuild.Report(0, 0, Map.of(trouble, lost), 0, 0));
            assertThat(run.report().isComplete()).isFalse();
            assertThat(run.lastLost().isPresent()).isEqualTo(trouble != KeyTrouble.LOST);
        } else {
            assertThatThrownBy(() -> run.restore(entries)).isInstanceOf(KekUnavailableException.class);
        }
        assertThat(rebuild(entries).isComplete()).isTrue();
        assertThat(rows()).isEqualTo(rows);
    }

    @ParameterizedTest
    @EnumSource
    void aRebuildThatIsCutOffAtAnyCommitIsDoneAgain(Outcome outcome) throws Exception {
        TestParties.Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        world.item(ngo);
        world.item(ngo);
        List<RebuiltEntry> entries = entries();
        List<String> rows = rows();
        boolean cutOff = true;
        for (int nth = 1; cutOff; nth++) {
            world.sql("delete from sillok.custody_statement where key_subject like 'itm_%'");
            world.sql("delete from sillok.custody_stream where kind = 'ITEM'");
            cutOff = false;
            try {
                inSteps(rebuilds.on(failing(nth, outcome)).begin(history), entries);
            } catch (IllegalStateException e) {
                cutOff = true;
            }
            int back = rows().size();
            CustodyRebuild.Run again = custody.begin(history);
            inSteps(again, entries);
            assertThat(again.report())
                    .as("after commit " + nth)
                    .isEqualTo(new CustodyRebuild.Report(rows.size() - back, 0, Map.of(), 0, 0));
            assertThat(rows()).as("complete, and nothing twice").isEqualTo(rows);
        }
        assertThat(world.findings()).isEmpty();
    }

    /** As the log's rebuild does it: some entries, one commit, and so on. */
    private static void inSteps(CustodyRebuild.Run run, List<RebuiltEntry> entries) {
        for (int from = 0; from < entries.size(); from += 4) {
            run.restore(entries.subList(from, Math.min(from + 4, entries.size())));
        }
    }

    /** A database of which one connection, and its one commit, fails. */
    private DataSource failing(int nth, Outcome outcome) {
        AtomicInteger opened = new AtomicInteger();
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (self, method, arguments) -> opened.incrementAndGet() == nth
                        ? FaultyConnection.of(database.getConnection(), 1, outcome)
                        : database.getConnection());
    }

    private CustodyRebuild.Report rebuild(List<RebuiltEntry> entries) {
        CustodyRebuild.Run run = custody.begin(history);
        run.restore(entries);
        return run.report();
    }

    private List<String> rows() throws Exception {
        return world.texts("select stream || seq || encode(digest, 'hex') || owner_party || key_subject || recorded_at"
                + " || (select kind || subject || next_seq from sillok.custody_stream where id = stream)"
                + " from sillok.custody_statement order by stream, seq");
    }

    private List<RebuiltEntry> entries() throws Exception {
        world.settle();
        StoredLog log = logs.logs().get(0);
        List<Bytes> records = new ArrayList<>();
        for (LogInspection.Run run : logs.records(log, 0)) {
            if (run.first() == records.size()) {
                records.addAll(RecordBundle.parse(
                                logs.object(log, run.path()).orElseThrow().toArray())
                        .records());
            }
        }
        TileName.Entries name = new TileName.Entries(0, (int) log.size());
        List<RebuiltEntry> entries = new ArrayList<>();
        for (Bytes leaf : EntryBundle.parse(
                        name.width(),
                        logs.object(log, name.path()).orElseThrow().toArray())
                .entries()) {
            int index = entries.size();
            entries.add(
                    new RebuiltEntry(index, Merkle.leafHash(leaf.toArray()), leaf, Optional.of(records.get(index))));
        }
        return entries;
    }
}
