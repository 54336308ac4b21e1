package org.sillok.backup.db;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.sillok.backup.core.LogHead;
import org.sillok.backup.core.SequenceValue;
import org.sillok.backup.core.TableShape;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;

/**
 * The database as it is at one moment, for as long as this is open. It writes nothing and hinders nobody; only PostgreSQL's
 * vacuum waits for it, so it is closed before the objects are copied.
 */
public final class Snapshot implements AutoCloseable {
    private static final int FETCH = 1_000;

    private final Connection connection;

    private Snapshot(Connection connection) {
        this.connection = connection;
    }

    /** Where the recorded objects go, one after the other, in the order of their names. */
    public interface ObjectSink {
        void accept(String object, long length, Digest sha256) throws IOException;
    }

    /** Takes the moment, which is that of this call. */
    public static Snapshot take(OwnerDatabase database) {
        try {
            Connection connection = database.open();
            try (Statement statement = connection.createStatement()) {
                statement.execute("set transaction isolation level repeatable read, read only");
                // A role that would see only some rows gets an error, not some rows.
                statement.execute("set local row_security = off");
                statement.execute("select 1");
                return new Snapshot(connection);
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** The tables, in an order in which they can be filled. */
    public List<TableShape> tables() {
        try {
            return Catalog.tables(connection);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    public List<String> migrations() {
        try {
            return Catalog.migrations(connection);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Sequences know no moment: theirs may be later, which skips numbers and repeats none. */
    public List<SequenceValue> sequences() {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select schemaname, sequencename, last_value from pg_sequences"
                        + " where schemaname in " + Catalog.SCHEMAS + " and last_value is not null order by 1, 2")) {
            List<SequenceValue> sequences = new ArrayList<>();
            while (rows.next()) {
                sequences.add(new SequenceValue(rows.getString(1), rows.getString(2), rows.getLong(3)));
            }
            return sequences;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Logs with the size of their trees. */
    public List<LogHead> logs() {
        return logs("size");
    }

    /** Logs with the size that was signed: a tree is not, between its growing and its signature. */
    public List<LogHead> signedLogs() {
        return logs("coalesce(signed_size, 0)");
    }

    private List<LogHead> logs(String size) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select origin, vkey, " + size + ", signed_note from sillok.log_tree order by log")) {
            List<LogHead> logs = new ArrayList<>();
            while (rows.next()) {
                byte[] note = rows.getBytes(4);
                logs.add(new LogHead(
                        rows.getString(1), rows.getString(2), rows.getLong(3), note == null ? null : Bytes.of(note)));
            }
            return logs;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** The key-encryption keys that something may be wrapped under, and that were not declared lost. */
    public List<String> keks() {
        return texts("select kek from vault.vault_kek except select kek from vault.vault_retired_kek"
                + " except select kek from vault.vault_lost_kek order by kek");
    }

    /** The key-encryption keys that were ever used for identities. */
    public List<String> identityKeks() {
        return texts("select kek from vault.identity_kek order by kek");
    }

    /** The key-encryption keys that were declared lost, and would be of use if they turned up. */
    public List<String> lostKeks() {
        return texts(
                "select kek from vault.vault_lost_kek except select kek from vault.vault_retired_kek order by kek");
    }

    private List<String> texts(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** The stored bytes of every recorded file: name, length and SHA-256. Memory does not grow with their number. */
    public long objects(ObjectSink sink) throws IOException {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH);
            long count = 0;
            // What was erased is not there any more, or cannot be read by anybody: nobody misses it.
            try (ResultSet rows = statement.executeQuery("select object, cipher_length, cipher_sha256"
                    + " from sillok.evidence_file f where not exists (select from vault.vault_destroyed_key d"
                    + " where d.subject = f.item and d.key_use = 'CONTENT') order by object collate \"C\"")) {
                while (rows.next()) {
                    sink.accept(rows.getString(1), rows.getLong(2), Digest.sha256(rows.getBytes(3)));
                    count++;
                }
            }
            return count;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Writes all rows of a table in PostgreSQL's text format, which newer servers read as well; returns how many. */
    public long copy(TableShape table, OutputStream out) throws IOException {
        try {
            return connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(
                            "copy " + table.qualifiedName() + " " + table.columnList() + " to stdout (encoding 'UTF8')",
                            out);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static DatabaseCopyException failed(SQLException e) {
        return new DatabaseCopyException("the database cannot be copied: " + Reasons.of(e), e);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failed(e);
        }
    }
}
