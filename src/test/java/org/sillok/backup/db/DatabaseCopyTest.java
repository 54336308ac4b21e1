package org.sillok.backup.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.sillok.backup.core.SequenceValue;
import org.sillok.backup.core.TableShape;
import org.sillok.crypto.Sha2;
import org.sillok.kernel.Digest;
import org.sillok.platform.TestPostgres;

@Execution(ExecutionMode.CONCURRENT)
class DatabaseCopyTest {
    private static final Digest MANIFEST = Sha2.sha256("manifest".getBytes(StandardCharsets.UTF_8));

    private final TestPostgres.Database source = TestPostgres.freshDatabase(true);
    private final TestPostgres.Database target = TestPostgres.freshDatabase(false);

    private record Copied(List<String> migrations, Map<TableShape, byte[]> rows, List<SequenceValue> sequences) {}

    @BeforeEach
    void someRows() throws SQLException {
        sql(
                source,
                "insert into sillok.identity_party values ('pty_a', 'NGO', 'ACTIVE', true, '\\x00ff0a5c', now())",
                "insert into sillok.identity_user values ('usr_a', 'pty_a', null, array['OPERATOR'], null, 'ACTIVE', now())",
                "insert into sillok.jobs_job values ('job_a', 'pty_a', 'usr_a', '{}', 'BACKUP', 'RUNNING', '', 0, null, null,"
                        + " null, null, null, false, 1, now(), now(), now())",
                "insert into sillok.source_source values ('src_a', 'pty_a', 'PERSON', E'tab\\tnewline\\nback\\\\slash 실록',"
                        + " '', '2026-01-02 03:04:05.678901+09')",
                "insert into sillok.upload_upload values ('upl_a', 'pty_a', 'WHOLE', 1, 0, 0, 'w', '', '', now(), now())",
                "insert into sillok.log_tree (origin, vkey, size) values ('log.invalid', 'key', 7)",
                "insert into sillok.log_outbox (log, leaf_hash, leaf, record) values (1, sha256('a'), 'a', 'a')",
                "insert into vault.vault_kek values ('local-1', '')",
                "insert into vault.vault_subject_key values ('src_a', 'CONTENT', 'local-1', '\\x01')");
    }

    @Test
    void everyRowComesBackAndTheRestIsLeftOut() throws Exception {
        Copied copied = copy();
        assertThat(copied.rows().keySet().stream().map(TableShape::qualifiedName))
                .contains("vault.vault_subject_key", "sillok.custody_statement", "sillok.backup_restore")
                .doesNotContain("sillok.upload_upload", "sillok.upload_segment", "sillok.flyway_schema_history");
        load(copied);
        for (TableShape table : copied.rows().keySet()) {
            if (!Set.of("jobs_job", "backup_restore", "evidence_replay").contains(table.name())) {
                assertThat(rows(target, table)).as(table.name()).isEqualTo(rows(source, table));
            }
        }
        assertThat(text(target, "select state || coalesce(lease_until::text, '') from sillok.jobs_job"))
                .isEqualTo("CANCELLED");
        assertThat(text(target, "select count(*) from sillok.upload_upload")).isEqualTo("0");
        assertThat(text(target, "select restore from sillok.evidence_replay where replayed_at is null"))
                .isEqualTo("rst_1");
        sql(target, "insert into sillok.log_outbox (log, leaf_hash, leaf, record) values (1, sha256('b'), 'b', 'b')");
        assertThat(text(target, "select max(id) from sillok.log_outbox")).isEqualTo("2");
        assertThatThrownBy(() -> sql(target, "delete from vault.vault_kek")).hasMessageContaining("append-only");
    }

    @Test
    void theMomentIsThatOfTheCallWhateverIsWrittenMeanwhile() throws Exception {
        try (Snapshot snapshot = Snapshot.take(owner(source))) {
            sql(
                    source,
                    "insert into vault.vault_subject_key values ('src_b', 'CONTENT', 'local-1', '\\x01')",
                    "update sillok.log_tree set size = 8");
            assertThat(snapshot.logs().get(0).size()).isEqualTo(7);
            TableShape keys = snapshot.tables().stream()
                    .filter(table -> table.name().equals("vault_subject_key"))
                    .findFirst()
                    .orElseThrow();
            assertThat(snapshot.copy(keys, new ByteArrayOutputStream())).isEqualTo(1);
        }
    }

    @Test
    void aRoleThatSeesOnlySomeRowsGetsAnErrorInsteadOfSomeRows() {
        OwnerDatabase app = new OwnerDatabase(
                source.url(), source.app().user(), source.app().password());
        try (Snapshot snapshot = Snapshot.take(app)) {
            TableShape table = new TableShape("sillok", "source_source", List.of("id"));
            assertThatThrownBy(() -> snapshot.copy(table, new ByteArrayOutputStream()))
                    .isInstanceOf(DatabaseCopyException.class)
                    .hasMessageContaining("row-level security");
        }
    }

    @Test
    void aLoadThatIsCutOffLeavesNothingAndIsDoneAgain() throws Exception {
        Copied copied = copy();
        Migrations migrations = migrations();
        migrations.to(copied.migrations());
        try (DatabaseLoad load =
                DatabaseLoad.begin(owner(target), List.copyOf(copied.rows().keySet()))) {
            fill(load, copied);
        }
        assertThat(text(target, "select count(*) from sillok.identity_party")).isEqualTo("0");
        assertThat(DatabaseLoad.isDone(owner(target), "rst_1")).isFalse();
        load(copied);
        assertThat(DatabaseLoad.isDone(owner(target), "rst_1")).isTrue();
        assertThat(DatabaseLoad.isDone(owner(target), "rst_2")).isFalse();
        assertThatThrownBy(() -> load(copied))
                .isInstanceOf(DatabaseCopyException.class)
                .hasMessageContaining("rows already");
    }

    @Test
    void onlyADatabaseWithoutAnyOfItsTablesIsEmpty() throws Exception {
        assertThat(DatabaseLoad.isEmpty(owner(target))).isTrue();
        sql(target, "create schema sillok", "create table sillok.anything (n int)");
        assertThat(DatabaseLoad.isEmpty(owner(target))).isFalse();
    }

    @Test
    void aNewerProgramFillsTheOldSchemaFirstAndMigratesThen() throws Exception {
        Copied copied = copy();
        Migrations newer = new Migrations(
                owner(target), target.app().user(), "classpath:db/migration", "classpath:org/sillok/backup/newer");
        assertThat(newer.know(copied.migrations())).isTrue();
        newer.to(copied.migrations());
        try (DatabaseLoad load =
                DatabaseLoad.begin(owner(target), List.copyOf(copied.rows().keySet()))) {
            fill(load, copied);
            load.finish("rst_1", MANIFEST, 7, false);
        }
        newer.onwards();
        assertThat(text(target, "select kind_of from sillok.source_source")).isEqualTo("PERSON, migrated");
        // What the newer one has made, the older one cannot bring back.
        assertThat(migrations().know(List.of("1", "2", "9000"))).isFalse();
        try (Snapshot snapshot = Snapshot.take(owner(target))) {
            assertThat(migrations().know(snapshot.migrations())).isFalse();
        }
    }

    private Copied copy() throws IOException {
        try (Snapshot snapshot = Snapshot.take(owner(source))) {
            Map<TableShape, byte[]> rows = new LinkedHashMap<>();
            for (TableShape table : snapshot.tables()) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                snapshot.copy(table, out);
                rows.put(table, out.toByteArray());
            }
            return new Copied(snapshot.migrations(), rows, snapshot.sequences());
        }
    }

    private void load(Copied copied) throws IOException {
        migrations().to(copied.migrations());
        try (DatabaseLoad load =
                DatabaseLoad.begin(owner(target), List.copyOf(copied.rows().keySet()))) {
            fill(load, copied);
            load.finish("rst_1", MANIFEST, 7, false);
        }
        migrations().onwards();
    }

    private static void fill(DatabaseLoad load, Copied copied) throws IOException {
        for (Map.Entry<TableShape, byte[]> table : copied.rows().entrySet()) {
            load.copy(table.getKey(), new ByteArrayInputStream(table.getValue()));
        }
        load.set(copied.sequences());
    }

    private Migrations migrations() {
        return new Migrations(owner(target), target.app().user());
    }

    private static OwnerDatabase owner(TestPostgres.Database database) {
        return new OwnerDatabase(
                database.url(), database.owner().user(), database.owner().password());
    }

    private static String rows(TestPostgres.Database database, TableShape table) throws SQLException {
        return text(database, "select string_agg(t::text, '; ' order by t::text) from " + table.qualifiedName() + " t");
    }

    private static String text(TestPostgres.Database database, String sql) throws SQLException {
        try (Connection connection = database.asOwner();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }

    private static void sql(TestPostgres.Database database, String... statements) throws SQLException {
        try (Connection connection = database.asOwner();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }
}
