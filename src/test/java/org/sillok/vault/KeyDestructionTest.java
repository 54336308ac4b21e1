package org.sillok.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.ObjectId;
import org.sillok.platform.TestPostgres;
import org.sillok.platform.postgres.DatabaseLogin;
import org.sillok.vault.db.DestroyedKeyRows;
import org.sillok.vault.db.DirectDatabase;
import org.sillok.vault.db.EraserGrants;
import org.sillok.vault.db.VaultRepository;

/** Keys that go for good, on a real database: who can destroy which, and what is left. */
class KeyDestructionTest {
    private static final byte[] PLAIN = "제목: 진술서 1".getBytes(StandardCharsets.UTF_8);
    private static final String DENIED = "permission denied";

    @TempDir
    static Path directory;

    private static TestPostgres.Database database;
    private static DatabaseLogin eraser;
    private static Vault vault;

    private final KeyDestruction destruction = new KeyDestruction(settings(Optional.of(eraser)));

    private record Settings(
            Optional<String> url, Optional<String> username, Optional<String> password, EraserConfig.Owner owner)
            implements EraserConfig {}

    private record NoOwner(Optional<String> username, Optional<String> password) implements EraserConfig.Owner {}

    private static EraserConfig settings(Optional<DatabaseLogin> login) {
        return new Settings(
                Optional.of(database.url()),
                login.map(DatabaseLogin::user),
                login.map(DatabaseLogin::password),
                new NoOwner(Optional.empty(), Optional.empty()));
    }

    @BeforeAll
    static void migrate() throws SQLException {
        database = TestPostgres.freshDatabase(true);
        eraser = TestPostgres.eraser();
        DirectDatabase owner = new DirectDatabase(
                database.url(), database.owner().user(), database.owner().password());
        EraserGrants.grant(owner, eraser.user());
        // Again, as at each start.
        EraserGrants.grant(owner, eraser.user());
        VaultRepository repository = new VaultRepository(database.appDataSource());
        LocalKeyVault keys = new LocalKeyVault(
                new KekFile(directory.resolve("keys/kek")),
                ObjectFixture.RANDOMNESS,
                () -> repository.keks().isEmpty());
        KekRegister register = new KekRegister(keys, repository, ObjectFixture.RANDOMNESS);
        SubjectKeyring keyring = new SubjectKeyring(keys, register, repository, ObjectFixture.RANDOMNESS);
        vault = new Vault(
                keyring, new RepositorySecret(new RepositoryKeys(keyring)), repository, ObjectFixture.RANDOMNESS);
    }

    @Test
    void whatWasAgreedToIsDestroyedAndTheRecordOfWhoDidWhatStays() throws SQLException {
        SubjectKeys keys = stored();
        String item = keys.subject();
        byte[] content = vault.seal(keys, KeyUse.CONTENT, "x", PLAIN);
        byte[] deed = vault.seal(keys, KeyUse.ACCOUNTABILITY, "x", PLAIN);
        ObjectId object = ObjectId.fresh(ObjectFixture.RANDOMNESS);
        vault.store(vault.newObjectKey(keys, object));
        SubjectKeys other = stored();
        agree(item, true);
        destruction.destroyContent(item);
        // As after a crash.
        destruction.destroyContent(item);
        SubjectKeys left = vault.keysOf(item);
        assertThatThrownBy(() -> vault.open(left, KeyUse.CONTENT, "x", content))
                .isInstanceOf(KeyDestroyedException.class);
        assertThat(vault.open(left, KeyUse.ACCOUNTABILITY, "x", deed)).isEqualTo(PLAIN);
        assertThat(vault.withKeys(List.of(object))).isEmpty();
        DestroyedKeys known = new DestroyedKeys(new DestroyedKeyRows(database.appDataSource()));
        assertThat(known.content(List.of(item, other.subject()))).containsOnlyKeys(item);
        assertThat(vault.keysOf(other.subject()).holds(KeyUse.CONTENT)).isTrue();
        // It is never made anew.
        assertThatThrownBy(() -> vault.store(vault.generate(item))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theEraserDestroysNothingThatNobodyAgreedTo() throws SQLException {
        SubjectKeys keys = stored();
        assertThatThrownBy(() -> destruction.destroyContent(keys.subject()))
                .isInstanceOf(KeyDestructionException.class)
                .hasRootCauseMessage("ERROR: nobody agreed to the destruction of this key");
        agree(keys.subject(), false);
        assertThatThrownBy(() -> destruction.destroyContent(keys.subject()))
                .isInstanceOf(KeyDestructionException.class);
        assertThat(vault.keysOf(keys.subject()).holds(KeyUse.CONTENT)).isTrue();
        agree(keys.subject(), true);
        assertThatThrownBy(() -> as(
                        eraser,
                        "delete from vault.vault_subject_key where key_use = 'ACCOUNTABILITY' and subject = '"
                                + keys.subject() + "'"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("nobody agreed");
    }

    @Test
    void aDestructionThatLeavesNothingOnRecordIsNone() throws SQLException {
        String nobody = ItemId.fresh(ObjectFixture.RANDOMNESS).value();
        agree(nobody, true);
        assertThatThrownBy(() -> destruction.destroyContent(nobody)).isInstanceOf(KeyDestructionException.class);
    }

    @Test
    void theApplicationRoleCanDestroyNothingWhateverWasAgreedTo() throws SQLException {
        SubjectKeys keys = stored();
        vault.store(vault.newObjectKey(keys, ObjectId.fresh(ObjectFixture.RANDOMNESS)));
        agree(keys.subject(), true);
        for (String loss : List.of(
                "delete from vault.vault_subject_key where subject = '" + keys.subject() + "'",
                "delete from vault.vault_object_key where subject = '" + keys.subject() + "'",
                "delete from sillok.erasure_erasure",
                "delete from sillok.erasure_item",
                "select vault.rewrite_subject_keys()",
                "set role " + eraser.user())) {
            assertThatThrownBy(() -> as(database.app(), loss))
                    .as(loss)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining(DENIED);
        }
        assertThat(vault.keysOf(keys.subject()).holds(KeyUse.CONTENT)).isTrue();
    }

    @Test
    void theEraserReadsNoKeyAndNothingElse() {
        for (String look : List.of(
                "select wrapped from vault.vault_subject_key",
                "select wrapped from vault.vault_object_key",
                "update vault.vault_subject_key set wrapped = ''",
                "select * from vault.vault_kek",
                "delete from vault.vault_kek",
                "delete from vault.vault_destroyed_key",
                "select * from sillok.custody_statement",
                "select * from sillok.erasure_item",
                "insert into sillok.erasure_item (erasure, item, owner_party, named) values ('', '', '', true)",
                "create table vault.mine (n int)")) {
            assertThatThrownBy(() -> as(eraser, look))
                    .as(look)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining(DENIED);
        }
    }

    @Test
    void whatTheDatabaseStillHadOfAKeyIsClearedAway() throws SQLException {
        SubjectKeys keys = stored();
        SubjectKeys kept = stored();
        byte[] sealed = vault.seal(kept, KeyUse.CONTENT, "x", PLAIN);
        asSuperuser("analyze vault.vault_subject_key");
        String wrapped = one("select encode(wrapped, 'hex') from vault.vault_subject_key where key_use = 'CONTENT'"
                + " and subject = '" + keys.subject() + "'");
        agree(keys.subject(), true);
        destruction.destroyContent(keys.subject());
        assertThat(hasPage(wrapped)).isTrue();
        assertThat(destruction.clear()).isEmpty();
        assertThat(hasPage(wrapped)).isFalse();
        assertThat(one("select count(*) from pg_stats where schemaname = 'vault' and attname = 'wrapped'"))
                .isEqualTo("0");
        assertThat(vault.open(vault.keysOf(kept.subject()), KeyUse.CONTENT, "x", sealed))
                .isEqualTo(PLAIN);
    }

    @Test
    void aTransactionThatCanStillSeeADestroyedKeyIsSaidToBeThere() throws SQLException {
        SubjectKeys keys = stored();
        agree(keys.subject(), true);
        try (Connection older = database.asApp();
                Statement statement = older.createStatement()) {
            older.setAutoCommit(false);
            statement.execute("set transaction isolation level repeatable read");
            statement.execute("select 1");
            destruction.destroyContent(keys.subject());
            assertThat(destruction.clear()).isEqualTo(EnumSet.of(Remains.OLD_ROWS));
            older.rollback();
        }
        assertThat(destruction.clear()).isEmpty();
    }

    @Test
    void whatIsInUseIsWrittenAnewLaterAndKeepsNobodyWaitingForLong() throws SQLException {
        SubjectKeys keys = stored();
        agree(keys.subject(), true);
        destruction.destroyContent(keys.subject());
        try (Connection reader = database.asSuperuser();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("lock table vault.vault_object_key in access share mode");
            assertThat(destruction.clear()).isEqualTo(EnumSet.of(Remains.OLD_ROWS));
        }
        assertThat(destruction.clear()).isEmpty();
    }

    @Test
    void theDatabaseRefusesWhatIsAnotherOrganisations() throws SQLException {
        SubjectKeys others = stored();
        agree(others.subject(), true);
        asSuperuser("set session_replication_role = replica; update sillok.erasure_item set owner_party = 'other'"
                + " where item = '" + others.subject() + "'");
        assertThatThrownBy(() -> destruction.destroyContent(others.subject()))
                .hasRootCauseMessage("ERROR: nobody agreed to the destruction of this key");
    }

    @Test
    void withoutALoginNothingIsDestroyed() {
        KeyDestruction none = new KeyDestruction(settings(Optional.empty()));
        assertThat(none.isPossible()).isFalse();
        assertThatThrownBy(() -> none.destroyContent("itm_x")).isInstanceOf(KeyDestructionException.class);
        assertThatThrownBy(none::clear).isInstanceOf(KeyDestructionException.class);
        KeyDestruction refused = new KeyDestruction(settings(Optional.of(new DatabaseLogin(eraser.user(), "wrong"))));
        assertThatThrownBy(() -> refused.destroyContent("itm_x")).isInstanceOf(KeyDestructionException.class);
    }

    /** Whether some page of the table, or of the planner's samples, has these bytes. */
    private static boolean hasPage(String hex) throws SQLException {
        byte[] wanted = HexFormat.of().parseHex(hex);
        for (String table : List.of("vault.vault_subject_key", "pg_catalog.pg_statistic")) {
            byte[] file = HexFormat.of()
                    .parseHex(one("select encode(pg_read_binary_file(pg_relation_filepath('" + table + "')), 'hex')"));
            if (indexOf(file, wanted) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static int indexOf(byte[] all, byte[] wanted) {
        for (int i = 0; i + wanted.length <= all.length; i++) {
            int same = 0;
            while (same < wanted.length && all[i + same] == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return i;
            }
        }
        return -1;
    }

    private static SubjectKeys stored() {
        SubjectKeys keys = vault.generate(ItemId.fresh(ObjectFixture.RANDOMNESS).value());
        vault.store(keys);
        return keys;
    }

    /** As the room of erasures writes it, without the people that it refers to. */
    private static void agree(String item, boolean confirmed) throws SQLException {
        String erasure = "ers_" + item.substring(4) + (confirmed ? "" : "p");
        asSuperuser("set session_replication_role = replica;"
                + " insert into sillok.erasure_erasure (id, owner_party, state, reason, proposed_at, proposed_by,"
                + " confirmed_at, confirmed_by) values ('" + erasure + "', 'pty', '"
                + (confirmed ? "UNDER_WAY" : "PROPOSED") + "', '', now(), 'usr_a', "
                + (confirmed ? "now(), 'usr_b'" : "null, null") + ");"
                + " insert into sillok.erasure_item (erasure, item, owner_party, named) values ('" + erasure + "', '"
                + item + "', 'pty', true)");
    }

    private static void asSuperuser(String sql) throws SQLException {
        as(database.superuser(), sql);
    }

    private static void as(DatabaseLogin login, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url(), login.user(), login.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String one(String sql) throws SQLException {
        try (Connection connection = database.asSuperuser();
                Statement statement = connection.createStatement()) {
            statement.execute("checkpoint");
            try (ResultSet row = statement.executeQuery(sql)) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
