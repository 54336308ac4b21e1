package org.sillok.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.log.core.EntryBundle;
import org.sillok.log.core.Merkle;
import org.sillok.log.core.RecordBundle;
import org.sillok.log.db.LogLeadership;
import org.sillok.log.db.TreeRow;
import org.sillok.storage.FaultyObjectStore.Outcome;

@Execution(ExecutionMode.CONCURRENT)
class LogRebuildTest {
    private static final int BATCH = 1000;
    private static final int BEFORE = 300;
    private static final int LOST = 250;

    @TempDir
    Path folder;

    private LogFixture log;
    private TreeRow backup;
    private final Keeper keeper = new Keeper();

    /** Keeps entries whose record is "record of" and the leaf. */
    private static final class Keeper implements EntryKeeper {
        private final List<RebuiltEntry> restored = new ArrayList<>();
        private final List<Long> begun = new ArrayList<>();

        @Override
        public Optional<Bytes> leafOf(Bytes record) {
            String text = new String(record.toArray(), StandardCharsets.UTF_8);
            return text.startsWith("record of ")
                    ? Optional.of(Bytes.utf8(text.substring("record of ".length())))
                    : Optional.empty();
        }

        @Override
        public void begin(long treeSize) {
            begun.add(treeSize);
        }

        @Override
        public void restore(List<RebuiltEntry> entries) {
            restored.addAll(entries);
        }
    }

    @BeforeEach
    void aLogThatGrewAfterABackup() throws Exception {
        log = new LogFixture(folder, BATCH);
        log.append(BEFORE);
        run();
        backup = log.row();
        log.append(LOST - 10);
        run();
        log.append(10);
        run();
    }

    @AfterEach
    void close() throws SQLException {
        log.close();
    }

    private void restoreTheBackup() throws SQLException {
        log.restoreDatabase(backup);
        log.word = "other";
        log.append(7);
    }

    private void signOn() throws Exception {
        log.expectEntries(BEFORE + LOST + 7);
        run();
        log.assertComplete();
    }

    @Test
    void aRestoredDatabaseIsBroughtUpAndSignsOn() throws Exception {
        restoreTheBackup();
        assertThatThrownBy(this::run).isInstanceOf(Tenure.RefusedException.class);
        RebuildReport seen = rebuild(true);
        assertThat(log.row().tree()).as("a check writes nothing").isEqualTo(backup.tree());
        assertThat(log.numbers()).hasSize(BEFORE);
        assertThat(keeper.restored).isEmpty();
        assertThat(keeper.begun).isEmpty();
        RebuildReport report = rebuild(false);
        assertThat(keeper.begun).as("the keeper knows what the backup had").containsExactly((long) BEFORE);
        assertThat(report).isEqualTo(seen);
        assertThat(report.before()).isEqualTo(BEFORE);
        assertThat(report.size()).isEqualTo(BEFORE + LOST);
        assertThat(report.numbers()).isEqualTo(LOST);
        assertThat(report.heads())
                .contains("checkpoint in the object store of size 550", "high-water mark of size 550");
        assertThat(keeper.restored)
                .hasSize(BEFORE + LOST)
                .allMatch(entry -> entry.record().isPresent());
        log.assertInvariants();
        signOn();
        assertThat(rebuild(false).wasBehind()).as("there is nothing left to do").isFalse();
    }

    @Test
    void entriesThatWaitAgainAlthoughTheLogHasThemAreReleased() throws Exception {
        log.restoreDatabase(backup);
        log.append(3);
        assertThat(rebuild(false).released()).isEqualTo(3);
        assertThat(log.waiting()).isZero();
        log.expectEntries(BEFORE + LOST);
        run();
        log.assertComplete();
    }

    @Test
    void anEmptyDatabaseFindsItsLogInTheStore() throws Exception {
        String origin = log.identity().origin();
        sql("truncate sillok.log_tree, sillok.log_sequence, sillok.log_outbox, sillok.log_entry");
        log.forget();
        assertThat(log.identity().origin()).as("no other log is begun").isEqualTo(origin);
        assertThatThrownBy(this::run).isInstanceOf(Tenure.RefusedException.class);
        assertThat(rebuild(false).numbers()).isEqualTo(BEFORE + LOST);
        log.append(7);
        signOn();
    }

    @Test
    void numbersThatWereGivenAndNotYetSignedAreKept() throws Exception {
        log.append(20);
        try (Connection connection = log.connect()) {
            Tenure tenure = log.begin(connection);
            tenure.number(connection);
            tenure.integrate(connection);
        }
        log.restoreDatabase(backup);
        RebuildReport report = rebuild(false);
        assertThat(report.requeued()).isEqualTo(20);
        log.expectEntries(BEFORE + LOST + 20);
        run();
        log.assertComplete();
    }

    @Test
    void aRecordBeyondEverySignedHeadThatNobodySignedIsNamed() throws Exception {
        restoreTheBackup();
        long end = BEFORE + LOST;
        log.objects()
                .put(
                        RecordBundle.path(end, end + 2),
                        new RecordBundle(List.of(Bytes.utf8("record of a leaf"), Bytes.utf8("forged"))).bytes());
        refuses("the record of entry " + (end + 1));
    }

    @Test
    void tilesWithoutAnySignedHeadAreNoLog() throws Exception {
        sql(
                "update sillok.log_tree set size = 0, peaks = '', signed_size = null, signed_peaks = null, signed_note = null");
        Files.delete(object("checkpoint"));
        Files.delete(log.highWaterMark().file(BEFORE + LOST));
        refuses("no checkpoint that this log signed");
    }

    @Test
    void aChangedEntryIsNamedAndNothingIsWritten() throws Exception {
        restoreTheBackup();
        damage("tile/entries/001");
        refuses("tile/0/001");
    }

    @Test
    void aMissingEntryIsNamedAndNothingIsWritten() throws Exception {
        restoreTheBackup();
        Files.delete(object("tile/entries/000"));
        refuses("lacks tile/entries/000");
    }

    @Test
    void aMissingTileIsNamedAndNothingIsWritten() throws Exception {
        restoreTheBackup();
        Files.delete(object("tile/0/002.p/38"));
        refuses("lacks tile/0/002.p/38");
    }

    @Test
    void aTreeThatIsChangedAsAWholeDoesNotHaveTheSignedRoot() throws Exception {
        restoreTheBackup();
        // Entry and tile agree with each other and with nothing that was signed.
        byte[] entries = Files.readAllBytes(object("tile/entries/001"));
        entries[2] ^= 1;
        Bytes changed = EntryBundle.parse(256, entries).entries().get(0);
        byte[] tile = Files.readAllBytes(object("tile/0/001"));
        System.arraycopy(Merkle.leafHash(changed.toArray()).toArray(), 0, tile, 0, 32);
        replace("tile/entries/001", entries);
        replace("tile/0/001", tile);
        refuses("do not have the root of the");
    }

    @Test
    void aNumberThatTheDatabaseGaveToAnotherEntryIsNamed() throws Exception {
        restoreTheBackup();
        Digest other = Merkle.leafHash(new byte[] {1});
        sql("insert into sillok.log_entry values (" + log.identity().log() + ", " + (BEFORE + 4) + ", '\\x"
                + other.hex() + "')");
        refuses("the number " + (BEFORE + 4));
    }

    @Test
    void whileAProcessLeadsNothingIsRebuilt() throws Exception {
        restoreTheBackup();
        try (Connection leader = log.connect()) {
            assertThat(LogLeadership.tryLead(leader, log.identity().log())).isTrue();
            refuses("another process leads");
        }
        assertThat(rebuild(false).numbers()).isEqualTo(LOST);
    }

    @ParameterizedTest
    @EnumSource
    void aRebuildThatIsCutOffAtAnyCommitIsDoneAgain(Outcome outcome) throws Exception {
        boolean failed = true;
        for (int nth = 1; failed; nth++) {
            restoreTheBackup();
            failed = false;
            try (Connection connection = log.connect()) {
                rebuild(FaultyConnection.of(connection, nth, outcome), false);
            } catch (SQLException e) {
                failed = true;
            }
            boolean leads = leads();
            assertThat(leads || log.row().tree().size() == BEFORE)
                    .as("the tree moves last, and as a whole")
                    .isTrue();
            if (!leads) {
                rebuild(false);
            }
            assertThat(log.row().tree().size()).isEqualTo(BEFORE + LOST);
            log.assertInvariants();
        }
        signOn();
    }

    /** Whether the guard would let anybody lead. */
    private boolean leads() throws Exception {
        try (Connection connection = log.connect()) {
            log.begin(connection);
            return true;
        } catch (Tenure.RefusedException e) {
            return false;
        }
    }

    private RebuildReport rebuild(boolean dryRun) throws Exception {
        try (Connection connection = log.connect()) {
            return rebuild(connection, dryRun);
        }
    }

    private RebuildReport rebuild(Connection connection, boolean dryRun) throws Exception {
        return new LogRebuild(log.settings(), log.open(), log.store).run(connection, dryRun, keeper, read -> {});
    }

    private void refuses(String reason) {
        TreeRow row = log.row();
        int numbers = log.numbers().size();
        assertThatThrownBy(() -> rebuild(false))
                .isInstanceOf(RebuildException.class)
                .hasMessageContaining(reason)
                .extracting(refused -> ((RebuildException) refused).wayOut())
                .asString()
                .isNotEmpty();
        assertThat(log.row().tree()).isEqualTo(row.tree());
        assertThat(log.numbers()).hasSize(numbers);
        assertThat(keeper.restored).isEmpty();
    }

    private Path object(String path) {
        return folder.resolve("objects/log/" + log.identity().origin() + "/" + path);
    }

    private void damage(String path) throws Exception {
        byte[] bytes = Files.readAllBytes(object(path));
        bytes[5] ^= 1;
        replace(path, bytes);
    }

    private void replace(String path, byte[] bytes) throws Exception {
        Files.delete(object(path));
        Files.write(object(path), bytes);
    }

    private void sql(String... statements) throws SQLException {
        try (Connection superuser = log.database.asSuperuser();
                Statement statement = superuser.createStatement()) {
            statement.execute("alter table sillok.log_entry disable trigger all");
            for (String each : statements) {
                statement.execute(each);
            }
            statement.execute("alter table sillok.log_entry enable trigger all");
        }
    }

    private void run() throws Exception {
        try (Connection connection = log.connect()) {
            Tenure tenure = log.begin(connection);
            while (!tenure.number(connection).isEmpty()) {
                // until all is numbered
            }
            int added;
            do {
                added = tenure.integrate(connection);
                tenure.sign(connection);
                tenure.copy(connection);
            } while (added > 0);
        }
    }
}
