package org.sillok.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.kernel.ItemId;
import org.sillok.platform.TestPostgres;
import org.sillok.vault.db.VaultRepository;

/** Replicas with keys of subjects on a real database; without a container, so each statement is a transaction. */
abstract class KeyReplicas {
    static TestPostgres.Database database;

    @TempDir
    Path directory;

    final Map<String, byte[]> expected = new HashMap<>();
    Process process;

    /** What a replica has. */
    final class Process {
        final KekRegister register;
        final SubjectKeyring keyring;
        final Rewrapping rewrapping;
        final LostKeks lost;

        Process(DataSource source) {
            this(source, file("kek", true));
        }

        Process(DataSource source, KeyVault vault) {
            VaultRepository repository = new VaultRepository(source);
            register = new KekRegister(vault, repository, ObjectFixture.RANDOMNESS);
            keyring = new SubjectKeyring(vault, register, repository, ObjectFixture.RANDOMNESS);
            rewrapping = new Rewrapping(vault, register, repository);
            lost = new LostKeks(vault, repository);
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
                    boolean left = !kek.kek().equals(target) && kek.wraps() > 0 && !kek.isGone();
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
        asSuperuser(
                "set session_replication_role = replica; delete from vault.vault_subject_key;"
                        + " delete from vault.vault_retired_kek; delete from vault.vault_lost_kek; delete from vault.vault_kek");
        process = new Process(database.appDataSource());
    }

    /** A vault on a key file of this test; {@code fresh}: the file may be made. */
    LocalKeyVault file(String name, boolean fresh) {
        return new LocalKeyVault(new KekFile(directory.resolve(name)), ObjectFixture.RANDOMNESS, () -> fresh);
    }

    void deposits(int count) {
        for (int i = 0; i < count; i++) {
            expect(process.deposit());
        }
    }

    void expect(SubjectKeys keys) {
        expected.put(keys.subject(), keys.require(KeyUse.CONTENT).key());
    }

    void assertEveryKeyOpens() {
        Map<String, SubjectKeys> loaded = new Process(database.appDataSource()).keyring.load(expected.keySet());
        expected.forEach((subject, key) -> assertThat(Objects.requireNonNull(loaded.get(subject))
                        .require(KeyUse.CONTENT)
                        .key())
                .isEqualTo(key));
    }

    interface After {
        Object then(String method, Object result) throws SQLException;
    }

    static <T> T proxy(Class<T> type, Object target, After after) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, sent) -> {
            try {
                return after.then(method.getName(), method.invoke(target, sent));
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    /** The connection of a transaction that goes on: whoever closes it leaves it as it is. */
    static Connection unclosed(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, sent) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    try {
                        return method.invoke(connection, sent);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    static void asSuperuser(String sql) throws SQLException {
        try (Connection connection = database.asSuperuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
