package org.sillok.vault.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.sillok.kernel.Bytes;

/** The wrapped keys of identities, and the key-encryption keys that were ever used for them. */
@ApplicationScoped
public class IdentityKeyRows {
    /** A key-encryption key with a value that only it opens. */
    public record Kek(String kek, Bytes check) {}

    /** A wrapped key. */
    public record Key(String kek, Bytes wrapped) {}

    /** A wrapped key with the version of the identity that it opens. */
    public record Held(String source, int version, Key key) {}

    /** One key wrapped anew. */
    public record Rewrapped(Held before, Key after) {}

    // One statement, so that a portion is wrapped anew as a whole or not at all.
    private static final String REWRAP = "update vault.identity_key k set kek = n.kek, wrapped = n.wrapped"
            + " from unnest(?::text[], ?::integer[], ?::text[], ?::bytea[], ?::text[], ?::bytea[])"
            + " as n (source, version, old_kek, old_wrapped, kek, wrapped) where k.source = n.source"
            + " and k.version = n.version and k.kek = n.old_kek and k.wrapped = n.old_wrapped";
    // Any number that no other lock of this database has.
    private static final String LOCK = "select pg_advisory_xact_lock(7305512900452933)";

    private final DataSource database;

    public IdentityKeyRows(DataSource database) {
        this.database = database;
    }

    public List<Kek> keks() {
        return run("select kek, check_value from vault.identity_kek order by kek", statement -> {
            List<Kek> keks = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    keks.add(new Kek(rows.getString(1), Bytes.of(rows.getBytes(2))));
                }
            }
            return keks;
        });
    }

    public void insertKekIfNew(Kek kek) {
        run("insert into vault.identity_kek (kek, check_value) values (?, ?) on conflict do nothing", insert -> {
            insert.setString(1, kek.kek());
            insert.setBytes(2, kek.check().toArray());
            return insert.executeUpdate();
        });
    }

    /** Makes all who begin to use a key-encryption key wait for each other until the transaction ends. */
    public void lock() {
        run(LOCK, PreparedStatement::execute);
    }

    /** Whether it was stored; not if there is one of this version. */
    public boolean insert(String source, int version, Key key) {
        return run(
                "insert into vault.identity_key (source, version, kek, wrapped) values (?, ?, ?, ?)"
                        + " on conflict do nothing",
                insert -> {
                    insert.setString(1, source);
                    insert.setInt(2, version);
                    insert.setString(3, key.kek());
                    insert.setBytes(4, key.wrapped().toArray());
                    return insert.executeUpdate() == 1;
                });
    }

    public Optional<Key> find(String source, int version) {
        return run("select kek, wrapped from vault.identity_key where source = ? and version = ?", select -> {
            select.setString(1, source);
            select.setInt(2, version);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next()
                        ? Optional.of(new Key(rows.getString(1), Bytes.of(rows.getBytes(2))))
                        : Optional.<Key>empty();
            }
        });
    }

    /** How many keys each key-encryption key wraps. */
    public Map<String, Long> wrappedByKek() {
        return run("select kek, count(*) from vault.identity_key group by kek", statement -> {
            Map<String, Long> counts = new HashMap<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    counts.put(rows.getString(1), rows.getLong(2));
                }
            }
            return counts;
        });
    }

    /** Keys that {@code kek} wraps, in their order, from behind a source and version on. */
    public List<Held> wrappedUnder(String kek, String afterSource, int afterVersion, int limit) {
        return run(
                "select source, version, wrapped from vault.identity_key where kek = ?"
                        + " and (source, version) > (?, ?) order by source, version limit ?",
                select -> {
                    select.setString(1, kek);
                    select.setString(2, afterSource);
                    select.setInt(3, afterVersion);
                    select.setInt(4, limit);
                    List<Held> keys = new ArrayList<>();
                    try (ResultSet rows = select.executeQuery()) {
                        while (rows.next()) {
                            keys.add(new Held(
                                    rows.getString(1), rows.getInt(2), new Key(kek, Bytes.of(rows.getBytes(3)))));
                        }
                    }
                    return keys;
                });
    }

    /** Puts each new wrapping in the place of the old one, if that is still there: a key that was destroyed stays so. */
    public void rewrap(List<Rewrapped> keys) {
        run(REWRAP, update -> {
            Connection connection = update.getConnection();
            update.setArray(
                    1, array(connection, "text", keys, key -> key.before().source()));
            update.setArray(
                    2, array(connection, "integer", keys, key -> key.before().version()));
            update.setArray(
                    3, array(connection, "text", keys, key -> key.before().key().kek()));
            update.setArray(4, bytes(connection, keys, key -> key.before().key()));
            update.setArray(
                    5, array(connection, "text", keys, key -> key.after().kek()));
            update.setArray(6, bytes(connection, keys, Rewrapped::after));
            return update.executeUpdate();
        });
    }

    private static Array array(
            Connection connection, String type, List<Rewrapped> keys, Function<Rewrapped, Object> field)
            throws SQLException {
        return connection.createArrayOf(type, keys.stream().map(field).toArray());
    }

    private static Array bytes(Connection connection, List<Rewrapped> keys, Function<Rewrapped, Key> key)
            throws SQLException {
        return connection.createArrayOf(
                "bytea",
                keys.stream().map(each -> key.apply(each).wrapped().toArray()).toArray(byte[][]::new));
    }

    private interface Work<T> {
        T on(PreparedStatement statement) throws SQLException;
    }

    private <T> T run(String sql, Work<T> work) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.on(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("the keys of identities cannot be used", e);
        }
    }
}
