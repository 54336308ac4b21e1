package org.sillok.vault.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.ObjectId;

/**
 * The tables of the vault, in plain SQL: every deposit and every reading passes here. A call joins the transaction of
 * its thread, if there is one.
 */
@ApplicationScoped
public class VaultRepository {
    private static final String KEYS = "select subject, key_use, kek, wrapped from vault.vault_subject_key"
            + " where subject = any (?)"
            + " union all select subject, key_use, null, null from vault.vault_destroyed_key"
            + " where subject = any (?)";
    private static final String INSERT_KEY =
            "insert into vault.vault_subject_key (subject, key_use, kek, wrapped) values (?, ?, ?, ?), (?, ?, ?, ?)";
    private static final String INSERT_OBJECT =
            "insert into vault.vault_object_key (object, subject, wrapped) values (?, ?, ?)";
    private static final String OBJECT = "select wrapped from vault.vault_object_key where object = ? and subject = ?";
    private static final String KEKS =
            "select k.kek, k.check_value, r.kek is not null, l.kek is not null from vault.vault_kek k"
                    + " left join vault.vault_retired_kek r on r.kek = k.kek"
                    + " left join vault.vault_lost_kek l on l.kek = k.kek order by k.kek";
    private static final String INSERT_KEK =
            "insert into vault.vault_kek (kek, check_value) values (?, ?) on conflict do nothing";

    private static final String COUNT = "select kek, count(*) from vault.vault_subject_key group by kek";
    private static final String OTHERS = "select subject, key_use, kek, wrapped from vault.vault_subject_key"
            + " where kek = ? and (subject, key_use) > (?, ?) order by subject, key_use limit ?";
    // One statement, so that it sees one moment of a rotation.
    private static final String UNUSED = "select exists (select from vault.vault_subject_key s where s.subject = ?"
            + " and (exists (select from vault.vault_retired_kek r where r.kek = s.kek)"
            + " or not exists (select from vault.vault_kek k where k.kek = s.kek)))";
    // One statement, so that a portion is wrapped anew as a whole or not at all.
    private static final String REWRAP = "update vault.vault_subject_key k set kek = n.kek, wrapped = n.wrapped"
            + " from unnest(?::text[], ?::text[], ?::text[], ?::bytea[], ?::text[], ?::bytea[])"
            + " as n (subject, key_use, old_kek, old_wrapped, kek, wrapped) where k.subject = n.subject"
            + " and k.key_use = n.key_use and k.kek = n.old_kek and k.wrapped = n.old_wrapped";
    // Any numbers that no other lock of this database has. Whoever holds the first may wait for the second.
    private static final String LOCK = "select pg_advisory_xact_lock(7305512900452931)";
    private static final String LOCK_FIRST = "select pg_advisory_xact_lock(7305512900452932)";

    private final DataSource database;

    public VaultRepository(DataSource database) {
        this.database = database;
    }

    /** The keys, wrapped or destroyed, of these subjects, in no order. */
    public List<KeyRow> keysOf(Collection<String> subjects) {
        return run(KEYS, statement -> {
            Array wanted = statement.getConnection().createArrayOf("text", subjects.toArray());
            statement.setArray(1, wanted);
            statement.setArray(2, wanted);
            try (ResultSet rows = statement.executeQuery()) {
                List<KeyRow> keys = new ArrayList<>();
                while (rows.next()) {
                    keys.add(key(rows));
                }
                return keys;
            }
        });
    }

    private static KeyRow key(ResultSet row) throws SQLException {
        String kek = row.getString(3);
        return kek == null
                ? new KeyRow.Destroyed(row.getString(1), row.getString(2))
                : new KeyRow.Wrapped(row.getString(1), row.getString(2), kek, Bytes.of(row.getBytes(4)));
    }

    /** Stores the two keys of a new subject; a subject that has keys is an error. */
    public void insert(KeyRow.Wrapped first, KeyRow.Wrapped second) {
        insertKeys(INSERT_KEY, first, second);
    }

    /** Stores the two keys unless the subject has keys: the first transaction to commit decides, others wait for it. */
    public void insertIfNew(KeyRow.Wrapped first, KeyRow.Wrapped second) {
        insertKeys(INSERT_KEY + " on conflict do nothing", first, second);
    }

    private void insertKeys(String sql, KeyRow.Wrapped first, KeyRow.Wrapped second) {
        run(sql, statement -> {
            int at = 0;
            for (KeyRow.Wrapped key : List.of(first, second)) {
                statement.setString(++at, key.subject());
                statement.setString(++at, key.use());
                statement.setString(++at, key.kek());
                statement.setBytes(++at, key.bytes().toArray());
            }
            return statement.executeUpdate();
        });
    }

    public void insertObjectKey(ObjectId object, String subject, Bytes wrapped) {
        run(INSERT_OBJECT, statement -> {
            statement.setString(1, object.value());
            statement.setString(2, subject);
            statement.setBytes(3, wrapped.toArray());
            return statement.executeUpdate();
        });
    }

    /** The wrapped keys of those of these objects that have one. */
    public Map<ObjectId, Bytes> objectKeys(Collection<String> objects) {
        return run("select object, wrapped from vault.vault_object_key where object = any(?)", statement -> {
            statement.setArray(1, statement.getConnection().createArrayOf("text", objects.toArray()));
            Map<ObjectId, Bytes> found = new HashMap<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(new ObjectId(rows.getString(1)), Bytes.of(rows.getBytes(2)));
                }
            }
            return found;
        });
    }

    public Optional<Bytes> objectKey(ObjectId object, String subject) {
        return run(OBJECT, statement -> {
            statement.setString(1, object.value());
            statement.setString(2, subject);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(Bytes.of(rows.getBytes(1))) : Optional.<Bytes>empty();
            }
        });
    }

    /** All key-encryption keys that have been in use. */
    public List<KekRow> keks() {
        return run(KEKS, statement -> {
            try (ResultSet rows = statement.executeQuery()) {
                List<KekRow> keks = new ArrayList<>();
                while (rows.next()) {
                    keks.add(new KekRow(
                            rows.getString(1), Bytes.of(rows.getBytes(2)), rows.getBoolean(3), rows.getBoolean(4)));
                }
                return keks;
            }
        });
    }

    public void insertKekIfNew(KekRow kek) {
        run(INSERT_KEK, statement -> {
            statement.setString(1, kek.kek());
            statement.setBytes(2, kek.check().toArray());
            return statement.executeUpdate();
        });
    }

    /** Makes all who make key-encryption keys wait for each other until the transaction ends. */
    public void lockKeks() {
        run(LOCK, PreparedStatement::execute);
    }

    /** The same for the very first key of a vault, which is made in the middle of other things. */
    public void lockFirstKek() {
        run(LOCK_FIRST, PreparedStatement::execute);
    }

    /** Retires a key-encryption key unless it wraps something. Returns how many keys it wraps. */
    public long retire(String kek) {
        return run("select vault.retire_kek(?)", statement -> {
            statement.setString(1, kek);
            return number(statement);
        });
    }

    /** Declares a key-encryption key lost if it wraps so many keys, and any. Returns how many it wraps. */
    public long lose(String kek, long wraps) {
        return run("select vault.lose_kek(?, ?)", statement -> {
            statement.setString(1, kek);
            statement.setLong(2, wraps);
            return number(statement);
        });
    }

    private static long number(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Destroys the content key of a bundle that has ended; false for anything else. */
    public boolean destroyKeyOfBundle(String bundle) {
        return run("select vault.destroy_key_of_bundle(?)", statement -> {
            statement.setString(1, bundle);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getBoolean(1);
            }
        });
    }

    /** How many keys of subjects are wrapped under each key-encryption key. */
    public Map<String, Long> wrappedByKek() {
        return run(COUNT, statement -> {
            try (ResultSet rows = statement.executeQuery()) {
                Map<String, Long> counts = new HashMap<>();
                while (rows.next()) {
                    counts.put(rows.getString(1), rows.getLong(2));
                }
                return counts;
            }
        });
    }

    /** Keys of subjects that {@code kek} wraps, in their order, from behind a subject and use on. */
    public List<KeyRow.Wrapped> wrappedUnder(String kek, String afterSubject, String afterUse, int limit) {
        return run(OTHERS, statement -> {
            statement.setString(1, kek);
            statement.setString(2, afterSubject);
            statement.setString(3, afterUse);
            statement.setInt(4, limit);
            try (ResultSet rows = statement.executeQuery()) {
                List<KeyRow.Wrapped> keys = new ArrayList<>();
                while (rows.next()) {
                    keys.add(new KeyRow.Wrapped(
                            rows.getString(1), rows.getString(2), rows.getString(3), Bytes.of(rows.getBytes(4))));
                }
                return keys;
            }
        });
    }

    /** Whether a key of {@code subject} names a key-encryption key that was never in use, or is retired. */
    public boolean isUnderUnusedKek(String subject) {
        return run(UNUSED, statement -> {
            statement.setString(1, subject);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getBoolean(1);
            }
        });
    }

    /** One key of a subject wrapped anew: {@code before} and {@code after} differ in wrapping only. */
    public record Rewrapped(KeyRow.Wrapped before, KeyRow.Wrapped after) {}

    /** Puts each new wrapping in the place of the old one, if that is still there. */
    public void rewrap(List<Rewrapped> keys) {
        run(REWRAP, statement -> {
            Connection connection = statement.getConnection();
            statement.setArray(1, texts(connection, keys, key -> key.before().subject()));
            statement.setArray(2, texts(connection, keys, key -> key.before().use()));
            statement.setArray(3, texts(connection, keys, key -> key.before().kek()));
            statement.setArray(4, bytes(connection, keys, key -> key.before().bytes()));
            statement.setArray(5, texts(connection, keys, key -> key.after().kek()));
            statement.setArray(6, bytes(connection, keys, key -> key.after().bytes()));
            return statement.executeUpdate();
        });
    }

    private static Array texts(Connection connection, List<Rewrapped> keys, Function<Rewrapped, String> field)
            throws SQLException {
        return connection.createArrayOf("text", keys.stream().map(field).toArray());
    }

    private static Array bytes(Connection connection, List<Rewrapped> keys, Function<Rewrapped, Bytes> field)
            throws SQLException {
        return connection.createArrayOf(
                "bytea", keys.stream().map(field).map(Bytes::toArray).toArray(byte[][]::new));
    }

    private interface Work<T> {
        T on(PreparedStatement statement) throws SQLException;
    }

    private <T> T run(String sql, Work<T> work) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.on(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("the vault's tables cannot be used", e);
        }
    }
}
