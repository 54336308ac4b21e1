package org.sillok.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sillok.kernel.Bytes;

/** Logs that end where a tile or a batch of the rebuild begins, and one that has not begun. */
@Execution(ExecutionMode.CONCURRENT)
class LogRebuildSizesTest {
    @TempDir
    Path folder;

    private LogFixture log;
    private final List<Long> restored = new ArrayList<>();

    @BeforeEach
    void aLog() throws Exception {
        log = new LogFixture(folder, 1_000);
    }

    @AfterEach
    void close() throws SQLException {
        log.close();
    }

    @Test
    void ofALogWithoutEntriesThereIsNothingToRebuild() throws Exception {
        for (boolean dryRun : new boolean[] {true, false}) {
            RebuildReport report = rebuild(dryRun);
            assertThat(report.size()).isZero();
            assertThat(report.wasBehind()).isFalse();
        }
        assertThat(restored).isEmpty();
        assertThat(log.row().tree().size()).isZero();
        log.append(1);
        run();
        log.assertComplete();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 255, 256, 257, 512, 2_048, 2_049})
    void anEmptyDatabaseGetsEveryEntryOnceAndSignsOn(int size) throws Exception {
        log.append(size);
        run();
        empty();
        RebuildReport report = rebuild(false);
        assertThat(report.size()).isEqualTo(size);
        assertThat(report.numbers()).isEqualTo(size);
        assertThat(report.lostRecords()).isZero();
        assertThat(restored)
                .containsExactlyElementsOf(LongStream.range(0, size).boxed().toList());
        log.assertInvariants();
        log.expectEntries(size);
        log.append(1);
        run();
        log.assertComplete();
        assertThat(rebuild(true).wasBehind()).isFalse();
    }

    private void empty() throws SQLException {
        try (Connection superuser = log.database.asSuperuser();
                Statement statement = superuser.createStatement()) {
            statement.execute("alter table sillok.log_entry disable trigger all");
            statement.execute("truncate sillok.log_tree, sillok.log_sequence, sillok.log_outbox, sillok.log_entry");
            statement.execute("alter table sillok.log_entry enable trigger all");
        }
        log.forget();
    }

    private RebuildReport rebuild(boolean dryRun) throws Exception {
        EntryKeeper keeper = new EntryKeeper() {
            @Override
            public Optional<Bytes> leafOf(Bytes record) {
                return Optional.empty();
            }

            @Override
            public void begin(long treeSize) {}

            @Override
            public void restore(List<RebuiltEntry> entries) {
                entries.forEach(entry -> restored.add(entry.index()));
            }
        };
        try (Connection connection = log.connect()) {
            return new LogRebuild(log.settings(), log.open(), log.store).run(connection, dryRun, keeper, read -> {});
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
