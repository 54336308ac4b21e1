package org.sillok.vault.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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
    private static final String KEKS = "select kek, check_value from vault.vault_kek order by kek";
    private static final String INSERT_KEK =
            "insert into vault.vault_kek (kek, check_value) values (?, ?) on conflict do nothing";

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
                    keks.add(new KekRow(rows.getString(1), Bytes.of(rows.getBytes(2))));
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
