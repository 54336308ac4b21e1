package org.sillok.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.ObjectId;
import org.sillok.platform.TestPostgres;
import org.sillok.vault.db.VaultRepository;

/** The vault on a real database, as the application role; without a container, so each call is a transaction. */
class VaultTest {
    private static final byte[] PLAIN = "제목: 진술서 1".getBytes(StandardCharsets.UTF_8);
    private static TestPostgres.Database database;

    @TempDir
    Path directory;

    private Vault vault;

    @BeforeAll
    static void migrate() {
        database = TestPostgres.freshDatabase(true);
    }

    @BeforeEach
    void open() throws SQLException {
        // Every test has a key file of its own, which the registered keys of the others would not know.
        asSuperuser("set session_replication_role = replica;"
                + " delete from vault.vault_subject_key; delete from vault.vault_object_key;"
                + " delete from vault.vault_destroyed_key; delete from vault.vault_kek");
        vault = anotherProcess();
    }

    @Test
    void storedKeysOpenWhatTheyFirstSealed() {
        SubjectKeys keys = vault.generate(item());
        byte[] sealed = vault.seal(keys, KeyUse.CONTENT, "metadata/1", PLAIN);
        vault.store(keys);
        SubjectKeys again = anotherProcess().keysOf(keys.subject());
        assertThat(vault.open(again, KeyUse.CONTENT, "metadata/1", sealed)).isEqualTo(PLAIN);
        assertThat(again).hasToString("SubjectKeys[" + keys.subject() + "]");
    }

    @Test
    void sealIsBoundToSubjectUseAndContext() {
        SubjectKeys keys = vault.generate(item());
        SubjectKeys other = vault.generate(item());
        byte[] sealed = vault.seal(keys, KeyUse.CONTENT, "metadata/1", PLAIN);
        assertThat(sealed).isNotEqualTo(vault.seal(keys, KeyUse.CONTENT, "metadata/1", PLAIN));
        assertThatThrownBy(() -> vault.open(keys, KeyUse.CONTENT, "metadata/2", sealed))
                .isInstanceOf(SealBrokenException.class);
        assertThatThrownBy(() -> vault.open(keys, KeyUse.ACCOUNTABILITY, "metadata/1", sealed))
                .isInstanceOf(SealBrokenException.class);
        assertThatThrownBy(() -> vault.open(other, KeyUse.CONTENT, "metadata/1", sealed))
                .isInstanceOf(SealBrokenException.class);
        assertThatThrownBy(() -> vault.open(keys, KeyUse.CONTENT, "metadata/1", new byte[5]))
                .isInstanceOf(SealBrokenException.class);
    }

    @Test
    void objectKeysAreWrappedByTheContentKeyOfTheirSubject() {
        SubjectKeys keys = stored();
        ObjectId object = ObjectId.fresh(ObjectFixture.RANDOMNESS);
        ObjectKey key = vault.newObjectKey(keys, object);
        vault.store(key);
        ObjectKey again = anotherProcess().objectKey(vault.keysOf(keys.subject()), object);
        assertThat(again.key()).isEqualTo(key.key());
        assertThat(again).hasToString("ObjectKey[" + object + "]");
        assertThatThrownBy(() -> vault.objectKey(stored(), object)).isInstanceOf(KeyMissingException.class);
        ObjectId unknown = ObjectId.fresh(ObjectFixture.RANDOMNESS);
        assertThatThrownBy(() -> vault.objectKey(keys, unknown)).isInstanceOf(KeyMissingException.class);
        Map<ObjectId, Bytes> wrapped = vault.wrappedKeys(List.of(object, unknown));
        assertThat(wrapped).containsOnlyKeys(object);
        Bytes own = Objects.requireNonNull(wrapped.get(object));
        assertThat(vault.objectKey(keys, object, own).key()).isEqualTo(key.key());
        assertThatThrownBy(() -> vault.objectKey(stored(), object, own)).isInstanceOf(SealBrokenException.class);
        assertThat(vault.withKeys(List.of(object, unknown))).containsExactly(object);
    }

    @Test
    void wrappedObjectKeyMovedToAnotherSubjectIsRefused() throws SQLException {
        SubjectKeys keys = stored();
        SubjectKeys thief = stored();
        ObjectId object = ObjectId.fresh(ObjectFixture.RANDOMNESS);
        vault.store(vault.newObjectKey(keys, object));
        asSuperuser("alter table vault.vault_object_key disable trigger user");
        asSuperuser("update vault.vault_object_key set subject = '" + thief.subject() + "'");
        asSuperuser("alter table vault.vault_object_key enable trigger user");
        assertThatThrownBy(() -> vault.objectKey(thief, object)).isInstanceOf(SealBrokenException.class);
    }

    @Test
    void wrappedKeysExchangedBetweenSubjectsAreRefused() throws SQLException {
        SubjectKeys one = stored();
        SubjectKeys two = stored();
        asApp("update vault.vault_subject_key set wrapped = (select wrapped from vault.vault_subject_key"
                + " where subject = '" + two.subject() + "' and key_use = 'CONTENT') where subject = '" + one.subject()
                + "'");
        assertThatThrownBy(() -> vault.keysOf(one.subject())).isInstanceOf(SealBrokenException.class);
        Map<String, SubjectKeys> many = vault.keysOf(List.of(one.subject(), two.subject()));
        SubjectKeys broken = Objects.requireNonNull(many.get(one.subject()));
        assertThat(broken.holds(KeyUse.CONTENT)).isFalse();
        assertThat(broken.isDestroyed(KeyUse.CONTENT)).isFalse();
        assertThatThrownBy(broken::requireUsable).isInstanceOf(SealBrokenException.class);
        Objects.requireNonNull(many.get(two.subject())).requireUsable();
    }

    @Test
    void manySubjectsAreLoadedTogether() {
        SubjectKeys one = stored();
        SubjectKeys two = stored();
        Map<String, SubjectKeys> keys = vault.keysOf(List.of(one.subject(), two.subject(), "itm_unknown"));
        assertThat(keys).containsOnlyKeys(one.subject(), two.subject(), "itm_unknown");
        byte[] sealed = vault.seal(two, KeyUse.ACCOUNTABILITY, "x", PLAIN);
        SubjectKeys loaded = Objects.requireNonNull(keys.get(two.subject()));
        assertThat(vault.open(loaded, KeyUse.ACCOUNTABILITY, "x", sealed)).isEqualTo(PLAIN);
        SubjectKeys unknown = Objects.requireNonNull(keys.get("itm_unknown"));
        assertThat(unknown.holds(KeyUse.CONTENT)).isFalse();
        assertThatThrownBy(() -> vault.seal(unknown, KeyUse.CONTENT, "x", PLAIN))
                .isInstanceOf(KeyMissingException.class);
    }

    @Test
    void subjectHasOnePairOfKeys() {
        SubjectKeys keys = stored();
        assertThatThrownBy(() -> vault.store(keys)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> vault.store(vault.generate(keys.subject()))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void racingProcessesAgreeOnNewKeys() throws Exception {
        for (int round = 0; round < 5; round++) {
            String subject = "pty_" + round;
            List<Callable<byte[]>> racers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Vault racer = anotherProcess();
                racers.add(
                        () -> racer.keysOfOrNew(subject).require(KeyUse.CONTENT).key());
            }
            ExecutorService pool = Executors.newFixedThreadPool(8);
            try {
                for (Future<byte[]> key : pool.invokeAll(racers)) {
                    assertThat(key.get())
                            .isEqualTo(vault.keysOf(subject)
                                    .require(KeyUse.CONTENT)
                                    .key());
                }
            } finally {
                pool.shutdownNow();
            }
        }
    }

    @Test
    void applicationCannotLoseAKey() throws SQLException {
        SubjectKeys keys = stored();
        vault.store(vault.newObjectKey(keys, ObjectId.fresh(ObjectFixture.RANDOMNESS)));
        for (String loss : List.of(
                "delete from vault.vault_subject_key",
                "delete from vault.vault_object_key",
                "delete from vault.vault_kek",
                "delete from vault.vault_destroyed_key",
                "truncate vault.vault_subject_key",
                "truncate vault.vault_object_key",
                "update vault.vault_subject_key set subject = 'x'",
                "update vault.vault_subject_key set key_use = 'CONTENT'",
                "update vault.vault_object_key set wrapped = ''",
                "update vault.vault_kek set check_value = ''",
                "insert into vault.vault_destroyed_key (subject, key_use) values ('x', 'CONTENT')")) {
            assertThatThrownBy(() -> asApp(loss))
                    .as(loss)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied");
        }
        // Re-wrapping under a new key-encryption key is the one change it can make.
        asApp("update vault.vault_subject_key set wrapped = wrapped, kek = kek");
    }

    @Test
    void destroyedKeyStaysDestroyedAndTheOtherOneWorks() throws SQLException {
        SubjectKeys keys = stored();
        byte[] content = vault.seal(keys, KeyUse.CONTENT, "x", PLAIN);
        byte[] deed = vault.seal(keys, KeyUse.ACCOUNTABILITY, "x", PLAIN);
        ObjectId object = ObjectId.fresh(ObjectFixture.RANDOMNESS);
        vault.store(vault.newObjectKey(keys, object));
        asOwner("delete from vault.vault_subject_key where key_use = 'CONTENT' and subject = '" + keys.subject() + "'");

        for (SubjectKeys left : List.of(vault.keysOf(keys.subject()), vault.keysOfOrNew(keys.subject()))) {
            assertThat(left.holds(KeyUse.CONTENT)).isFalse();
            assertThatThrownBy(() -> vault.open(left, KeyUse.CONTENT, "x", content))
                    .isInstanceOf(KeyDestroyedException.class);
            assertThatThrownBy(() -> vault.objectKey(left, object)).isInstanceOf(KeyDestroyedException.class);
            assertThat(vault.open(left, KeyUse.ACCOUNTABILITY, "x", deed)).isEqualTo(PLAIN);
        }

        asOwner("delete from vault.vault_subject_key where subject = '" + keys.subject() + "'");
        assertThatThrownBy(() -> vault.seal(vault.keysOfOrNew(keys.subject()), KeyUse.ACCOUNTABILITY, "x", PLAIN))
                .isInstanceOf(KeyDestroyedException.class);
        assertThatThrownBy(() -> vault.store(vault.generate(keys.subject()))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> asOwner("delete from vault.vault_destroyed_key"))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void fingerprintIsTheRepositorysOwn() throws SQLException {
        byte[] fingerprint = vault.fingerprint(PLAIN);
        assertThat(fingerprint).hasSize(32).isEqualTo(vault.fingerprint(PLAIN));
        assertThat(anotherProcess().fingerprint(PLAIN)).isEqualTo(fingerprint);
        assertThat(vault.fingerprint(new byte[0])).isNotEqualTo(fingerprint);
    }

    @Test
    void lostKeyFileStopsWritingAndReadingAndIsNotReplaced() throws IOException {
        SubjectKeys keys = stored();
        Files.delete(keyFile());
        Vault restarted = anotherProcess();
        assertThatThrownBy(() -> restarted.keysOf(keys.subject())).isInstanceOf(KekUnavailableException.class);
        assertThatThrownBy(() -> restarted.generate(item())).isInstanceOf(KekUnavailableException.class);
        assertThat(keyFile()).doesNotExist();
    }

    @Test
    void exchangedKeyFileStopsWritingBeforeAnythingIsWrappedUnderIt() throws IOException {
        stored();
        Files.delete(keyFile());
        new KekFile(keyFile()).create(ObjectFixture.RANDOMNESS.bytes(32));
        Vault restarted = anotherProcess();
        assertThatThrownBy(() -> restarted.generate(item())).isInstanceOf(KekUnavailableException.class);
        assertThatThrownBy(() -> register().verify()).isInstanceOf(KekUnavailableException.class);
    }

    @Test
    void goodKeyFileIsHealthy() {
        register().verify();
        stored();
        register().verify();
    }

    @Test
    void aVaultThatDeniesOneKeyAndOpensOthersIsNotAway() throws SQLException {
        vault.fingerprint(PLAIN);
        SubjectKeys one = stored();
        String known = one.require(KeyUse.CONTENT).wrapped().kekId();
        AtomicReference<String> denied = new AtomicReference<>(known + "x");
        VaultRepository repository = new VaultRepository(database.appDataSource());
        Vault denying = over(new Denying(localKeyVault(repository), denied), repository);
        asSuperuser("set session_replication_role = replica; update vault.vault_subject_key set kek = kek || 'x'"
                + " where subject = '" + one.subject() + "'");
        assertThatThrownBy(() -> denying.keysOf(one.subject())).isInstanceOf(KekUnavailableException.class);
        assertThat(denying.isOfKeysAlone(one.subject())).isTrue();
        // Whoever writes such a row may register its key, too.
        asSuperuser(
                "set session_replication_role = replica; insert into vault.vault_kek"
                        + " select (jsonb_populate_record(k, jsonb_build_object('kek', k.kek || 'x'))).* from vault.vault_kek k");
        assertThat(denying.isOfKeysAlone(one.subject())).isTrue();
        denied.set("");
        assertThat(denying.isOfKeysAlone(one.subject())).isFalse();
    }

    /** Denies what is wrapped by keys whose identifier ends so. */
    private record Denying(KeyVault vault, AtomicReference<String> denied) implements KeyVault {
        @Override
        public WrappedKey wrap(byte[] associatedData, byte[] key) {
            return vault.wrap(associatedData, key);
        }

        @Override
        public byte[] unwrap(byte[] associatedData, WrappedKey wrapped) {
            if (wrapped.kekId().endsWith(denied.get())) {
                throw new KekUnavailableException(KeyTrouble.VAULT_DENIED, "not this one", null);
            }
            return vault.unwrap(associatedData, wrapped);
        }

        @Override
        public String currentKekId() {
            return vault.currentKekId();
        }

        @Override
        public Optional<String> existingKekId() {
            return vault.existingKekId();
        }

        @Override
        public void makeKey() {
            vault.makeKey();
        }
    }

    private SubjectKeys stored() {
        SubjectKeys keys = vault.generate(item());
        vault.store(keys);
        return keys;
    }

    private static String item() {
        return ItemId.fresh(ObjectFixture.RANDOMNESS).value();
    }

    private Path keyFile() {
        return directory.resolve("keys/kek");
    }

    private KekRegister register() {
        VaultRepository repository = new VaultRepository(database.appDataSource());
        return new KekRegister(localKeyVault(repository), repository, ObjectFixture.RANDOMNESS);
    }

    private LocalKeyVault localKeyVault(VaultRepository repository) {
        return new LocalKeyVault(
                new KekFile(keyFile()),
                ObjectFixture.RANDOMNESS,
                () -> repository.keks().isEmpty());
    }

    private Vault anotherProcess() {
        VaultRepository repository = new VaultRepository(database.appDataSource());
        return over(localKeyVault(repository), repository);
    }

    private static Vault over(KeyVault keyVault, VaultRepository repository) {
        KekRegister register = new KekRegister(keyVault, repository, ObjectFixture.RANDOMNESS);
        SubjectKeyring keyring = new SubjectKeyring(keyVault, register, repository, ObjectFixture.RANDOMNESS);
        RepositorySecret secret = new RepositorySecret(new RepositoryKeys(keyring));
        return new Vault(keyring, secret, repository, ObjectFixture.RANDOMNESS);
    }

    private static void asApp(String sql) throws SQLException {
        run(database.asApp(), sql);
    }

    private static void asOwner(String sql) throws SQLException {
        run(database.asOwner(), sql);
    }

    private static void asSuperuser(String sql) throws SQLException {
        run(database.asSuperuser(), sql);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (connection;
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
