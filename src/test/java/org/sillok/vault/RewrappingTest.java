package org.sillok.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.kernel.ItemId;
import org.sillok.platform.TestPostgres;
import org.sillok.vault.db.VaultRepository;

/** Keys of subjects wrapped anew on a real database; without a container, so each statement is a transaction. */
class RewrappingTest {
    private static TestPostgres.Database database;

    @TempDir
    Path directory;

    private final Map<String, byte[]> expected = new HashMap<>();
    private Process process;

    /** What a replica has. */
    private final class Process {
        private final KekRegister register;
        private final SubjectKeyring keyring;
        private final Rewrapping rewrapping;

        Process(DataSource source) {
            this(
                    source,
                    new LocalKeyVault(new KekFile(directory.resolve("kek")), ObjectFixture.RANDOMNESS, () -> true));
        }

        Process(DataSource source, KeyVault vault) {
            VaultRepository repository = new VaultRepository(source);
            register = new KekRegister(vault, repository, ObjectFixture.RANDOMNESS);
            keyring = new SubjectKeyring(vault, register, repository, ObjectFixture.RANDOMNESS);
            rewrapping = new Rewrapping(vault, repository);
        }

        SubjectKeys deposit() {
            SubjectKeys keys =
                    keyring.generate(ItemId.fresh(ObjectFixture.RANDOMNESS).value());
            keyring.store(keys);
            return keys;
        }

        /** Everything under the current key; like a rotation does it. */
        int moveAll() {
            int broken = 0;
            String target = register.registerCurrent();
            for (boolean more = true; more; ) {
                more = false;
                broken = 0;
                for (KekStatus kek : register.status()) {
                    Rewrapping.Place place = Rewrapping.Place.START;
                    boolean left = !kek.kek().equals(target) && kek.wraps() > 0;
                    while (left) {
                        Rewrapping.Portion portion = rewrapping.next(kek.kek(), target, place);
                        place = portion.last();
                        broken += portion.broken();
                        more |= portion.done() > 0;
                        left = !portion.isEmpty();
                    }
                }
            }
            return broken;
        }
    }

    @BeforeAll
    static void migrate() {
        database = TestPostgres.freshDatabase(true);
    }

    @BeforeEach
    void open() throws SQLException {
        asSuperuser("set session_replication_role = replica; delete from vault.vault_subject_key;"
                + " delete from vault.vault_retired_kek; delete from vault.vault_kek");
        process = new Process(database.appDataSource());
    }

    @Test
    void rotationMovesEveryKeyAndChangesNone() {
        deposits(300);
        String old = process.register.registerCurrent();
        String recent = process.register.makeKey();
        assertThat(recent).isNotEqualTo(old);
        assertThat(process.moveAll()).isZero();
        assertThat(process.register.status())
                .extracting(KekStatus::kek, KekStatus::current, KekStatus::wraps, KekStatus::trouble)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(old, false, 0L, null),
                        org.assertj.core.groups.Tuple.tuple(recent, true, 600L, null));
        assertEveryKeyOpens();
        // Once more is harmless.
        assertThat(process.moveAll()).isZero();
        assertEveryKeyOpens();
    }

    @Test
    void everyKeyOpensAtEveryMomentWhileDepositsGoOn() throws Exception {
        deposits(100);
        Queue<SubjectKeys> deposited = new ConcurrentLinkedQueue<>();
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            Process replica = new Process(database.appDataSource());
            Future<?> depositing = pool.submit(() -> {
                while (!over.get()) {
                    deposited.add(replica.deposit());
                }
            });
            Process reader = new Process(database.appDataSource());
            Future<?> reading = pool.submit(() -> {
                while (!over.get()) {
                    expected.forEach((subject, key) -> assertThat(reader.keyring
                                    .load(subject)
                                    .require(KeyUse.CONTENT)
                                    .key())
                            .isEqualTo(key));
                }
            });
            for (int round = 0; round < 3; round++) {
                process.register.makeKey();
                Future<?> beside = pool.submit(new Process(database.appDataSource())::moveAll);
                process.moveAll();
                beside.get();
            }
            over.set(true);
            depositing.get();
            reading.get();
        } finally {
            over.set(true);
            pool.shutdownNow();
        }
        deposited.forEach(this::expect);
        assertThat(deposited).isNotEmpty();
        process.moveAll();
        assertThat(process.register.status()).allMatch(key -> key.current() || key.wraps() == 0);
        assertEveryKeyOpens();
    }

    @Test
    void cutOffAtAnyStatementItGoesOnWhereItWas() {
        deposits(260);
        for (boolean persists : new boolean[] {false, true}) {
            boolean failed = true;
            for (int statement = 1; failed; statement++) {
                failed = false;
                Process cut = new Process(failing(statement, persists));
                try {
                    cut.register.makeKey();
                    cut.moveAll();
                } catch (IllegalStateException e) {
                    failed = true;
                }
                assertEveryKeyOpens();
                process.register.verify();
            }
            process.moveAll();
            assertThat(process.register.status()).allMatch(key -> key.current() || key.wraps() == 0);
            assertEveryKeyOpens();
        }
    }

    @Test
    void alteredKeyStaysAsItIsAndIsCounted() throws SQLException {
        SubjectKeys altered = process.deposit();
        deposits(5);
        asSuperuser("update vault.vault_subject_key set wrapped = decode('00', 'hex') where key_use = 'CONTENT'"
                + " and subject = '" + altered.subject() + "'");
        String old = process.register.registerCurrent();
        process.register.makeKey();
        assertThat(process.moveAll()).isEqualTo(1);
        assertThat(process.register.status()).anyMatch(key -> key.kek().equals(old) && key.wraps() == 1);
        assertThat(process.register.retire(old)).isEqualTo(1);
        assertEveryKeyOpens();
    }

    @Test
    void retiredKeyMayBeMissingAndWrapsNothingEver() throws Exception {
        deposits(3);
        String old = process.register.registerCurrent();
        assertThatThrownBy(() -> process.register.retire(old)).isInstanceOf(IllegalArgumentException.class);
        process.register.makeKey();
        assertThat(process.register.retire(old)).isEqualTo(6);
        process.moveAll();
        assertThat(process.register.retire(old)).isZero();
        assertThat(process.register.retire(old)).isZero();

        List<String> lines = java.nio.file.Files.readAllLines(directory.resolve("kek"));
        java.nio.file.Files.write(directory.resolve("kek"), lines.subList(0, 2));
        process.register.verify();
        expect(process.deposit());
        assertEveryKeyOpens();
        assertThatThrownBy(() -> asSuperuser("update vault.vault_subject_key set kek = '" + old + "'"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("was retired");

        // Put first by mistake: refused, and nothing is wrapped under it.
        java.nio.file.Files.write(directory.resolve("kek"), List.of(lines.get(0), lines.get(2), lines.get(1)));
        assertThatThrownBy(() -> process.deposit())
                .isInstanceOf(KekUnavailableException.class)
                .hasMessageContaining("was retired");
        assertEveryKeyOpens();
    }

    @Test
    void newestKeyIsNotRetiredWhileItIsOutOfReach() throws Exception {
        deposits(1);
        process.register.registerCurrent();
        Process running = new Process(
                database.appDataSource(),
                new LocalKeyVault(new KekFile(directory.resolve("kek")), ObjectFixture.RANDOMNESS, () -> false));
        String recent = running.register.makeKey();
        Path file = directory.resolve("kek");
        Path aside = java.nio.file.Files.move(file, directory.resolve("aside"));
        assertThatThrownBy(() -> running.register.retire(recent)).isInstanceOf(KekUnavailableException.class);
        java.nio.file.Files.move(aside, file);
        expect(process.deposit());
        assertThat(process.register.registerCurrent()).isEqualTo(recent);
    }

    @Test
    void keysOfADepositThatOutlastedARotationAreStoredUnderTheNewKey() {
        deposits(1);
        String old = process.register.registerCurrent();
        SubjectKeys begun =
                process.keyring.generate(ItemId.fresh(ObjectFixture.RANDOMNESS).value());
        process.register.makeKey();
        process.moveAll();
        assertThat(process.register.retire(old)).isZero();
        process.keyring.store(begun);
        expect(begun);
        assertEveryKeyOpens();
        assertThat(process.register.status()).allMatch(key -> key.current() == (key.wraps() == 4));
    }

    @Test
    void replicaWithAnOldCopyOfTheFileIsToldWhenItsKeyWasRetired() throws Exception {
        deposits(1);
        Path copy = directory.resolve("copy");
        new PrivateFile(copy).create(java.nio.file.Files.readAllBytes(directory.resolve("kek")));
        Process behind = new Process(
                database.appDataSource(), new LocalKeyVault(new KekFile(copy), ObjectFixture.RANDOMNESS, () -> false));
        expect(behind.deposit());
        String old = process.register.registerCurrent();
        process.register.makeKey();
        process.moveAll();
        // It cannot read what was moved, but what it stores can be read.
        expect(behind.deposit());
        String moved = expected.keySet().iterator().next();
        assertThatThrownBy(() -> behind.keyring.load(moved)).isInstanceOf(KekUnavailableException.class);
        assertEveryKeyOpens();
        process.moveAll();
        assertThat(process.register.retire(old)).isZero();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(behind::deposit)
                    .isInstanceOfSatisfying(
                            KekUnavailableException.class,
                            e -> assertThat(e.trouble()).isEqualTo(KeyTrouble.OTHER_KEY));
        }
        java.nio.file.Files.write(copy, java.nio.file.Files.readAllBytes(directory.resolve("kek")));
        expect(behind.deposit());
        assertEveryKeyOpens();
    }

    @Test
    void portionEndsEarlyWhenTheVaultIsSlow() {
        deposits(40);
        String old = process.register.registerCurrent();
        String target = process.register.makeKey();
        KeyVault file = new LocalKeyVault(new KekFile(directory.resolve("kek")), ObjectFixture.RANDOMNESS, () -> false);
        Process slow = new Process(database.appDataSource(), slow(file));
        Rewrapping.Portion first = slow.rewrapping.next(old, target, Rewrapping.Place.START);
        assertThat(first.done()).isBetween(1, 79);
        assertThat(process.moveAll()).isZero();
        assertEveryKeyOpens();
    }

    private static KeyVault slow(KeyVault vault) {
        return proxy(KeyVault.class, vault, (method, result) -> {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return result;
        });
    }

    @Test
    void retirementWaitsForATransactionThatWrapsUnderTheKey() throws Exception {
        deposits(1);
        String old = process.register.registerCurrent();
        process.register.makeKey();
        process.moveAll();
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try (Connection late = database.asApp();
                Statement statement = late.createStatement()) {
            late.setAutoCommit(false);
            statement.execute("insert into vault.vault_subject_key (subject, key_use, kek, wrapped) values"
                    + " ('itm_late', 'CONTENT', '" + old + "', '')");
            Future<Long> retiring = pool.submit(() -> process.register.retire(old));
            Thread.sleep(300);
            assertThat(retiring).isNotDone();
            late.commit();
            assertThat(retiring.get()).isEqualTo(1);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void everythingMovesFromTheFileToAnEngineAndBack() throws Exception {
        deposits(20);
        Path token = directory.resolve("token");
        new PrivateFile(token).create(TransitServer.TOKEN.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        try (TransitServer server = new TransitServer("sillok")) {
            KeyVault engine = new TransitKeyVault(
                    new TransitSettings(
                            server.address(),
                            "transit",
                            "sillok",
                            token,
                            java.util.Optional.empty(),
                            java.util.Optional.empty(),
                            java.time.Duration.ofSeconds(5)),
                    ObjectFixture.RANDOMNESS);
            KeyVault file =
                    new LocalKeyVault(new KekFile(directory.resolve("kek")), ObjectFixture.RANDOMNESS, () -> false);
            Map<String, KeyVault> kinds = Map.of(LocalKeyVault.PREFIX, file, TransitKeyVault.PREFIX, engine);
            Process moved = new Process(database.appDataSource(), new KeyVaults(engine, kinds));
            // What is stored can be read, but nothing more can be stored: that is not well.
            server.mood = TransitServer.Mood.SEALED;
            assertThatThrownBy(moved.register::verify).isInstanceOf(KekUnavailableException.class);
            server.mood = TransitServer.Mood.GOOD;
            moved.register.verify();
            assertThat(moved.moveAll()).isZero();
            expect(moved.deposit());
            assertThat(moved.register.status()).allMatch(key -> key.current() == (key.wraps() == 42));
            assertThat(moved.register.registerCurrent()).isEqualTo("transit-sillok-v1");

            server.mood = TransitServer.Mood.SEALED;
            assertThatThrownBy(moved::deposit).isInstanceOf(KekUnavailableException.class);
            assertThatThrownBy(moved.register::verify).isInstanceOf(KekUnavailableException.class);
            server.mood = TransitServer.Mood.GOOD;
            // Another key under the same name and version is not the one that was used before.
            Map<String, List<byte[]>> keys =
                    server.exchange(Map.of("sillok", List.of(ObjectFixture.RANDOMNESS.bytes(32))));
            Process restarted = new Process(database.appDataSource(), new KeyVaults(engine, kinds));
            assertThatThrownBy(restarted::deposit)
                    .isInstanceOfSatisfying(
                            KekUnavailableException.class,
                            e -> assertThat(e.trouble()).isEqualTo(KeyTrouble.OTHER_KEY));
            server.exchange(keys);

            Process back = new Process(database.appDataSource(), new KeyVaults(file, kinds));
            assertThat(back.moveAll()).isZero();
        }
        assertEveryKeyOpens();
    }

    private void deposits(int count) {
        for (int i = 0; i < count; i++) {
            expect(process.deposit());
        }
    }

    private void expect(SubjectKeys keys) {
        expected.put(keys.subject(), keys.require(KeyUse.CONTENT).key());
    }

    private void assertEveryKeyOpens() {
        Map<String, SubjectKeys> loaded = new Process(database.appDataSource()).keyring.load(expected.keySet());
        expected.forEach((subject, key) -> assertThat(java.util.Objects.requireNonNull(loaded.get(subject))
                        .require(KeyUse.CONTENT)
                        .key())
                .isEqualTo(key));
    }

    /** Fails the nth statement that is prepared: after it was executed, or instead. */
    private static DataSource failing(int nth, boolean persists) {
        AtomicInteger count = new AtomicInteger();
        DataSource real = database.appDataSource();
        return proxy(
                DataSource.class,
                real,
                (method, result) -> method.equals("getConnection")
                        ? proxy(Connection.class, result, (inner, prepared) -> {
                            if (!inner.equals("prepareStatement") || count.incrementAndGet() != nth) {
                                return prepared;
                            }
                            if (!persists) {
                                throw new SQLException("cut off");
                            }
                            return proxy(PreparedStatement.class, prepared, (call, done) -> {
                                if (call.startsWith("execute")) {
                                    throw new SQLException("cut off, but done");
                                }
                                return done;
                            });
                        })
                        : result);
    }

    private interface After {
        Object then(String method, Object result) throws SQLException;
    }

    private static <T> T proxy(Class<T> type, Object target, After after) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, sent) -> {
            try {
                return after.then(method.getName(), method.invoke(target, sent));
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    private static void asSuperuser(String sql) throws SQLException {
        try (Connection connection = database.asSuperuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
