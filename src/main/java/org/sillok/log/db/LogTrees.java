package org.sillok.log.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.sillok.kernel.Bytes;
import org.sillok.log.core.Frontier;
import org.sillok.log.db.TreeRow.SignedHead;

/** {@code log_tree}: each log's integrated tree and newest signed head. Every write compares and sets. */
public final class LogTrees {
    private static final String SELECT =
            "select log, origin, vkey, post_quantum_vkey, epoch, size, peaks, signed_size, signed_peaks, signed_note from sillok.log_tree ";

    private LogTrees() {}

    /** The log of this origin. */
    public static Optional<TreeRow> find(Connection connection, String origin) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + "where origin = ?")) {
            select.setString(1, origin);
            return read(select);
        }
    }

    /** The log that was begun last. */
    public static Optional<TreeRow> newest(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + "order by log desc limit 1")) {
            return read(select);
        }
    }

    public static TreeRow get(Connection connection, int log) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + "where log = ?")) {
            select.setInt(1, log);
            return read(select).orElseThrow(() -> new IllegalStateException("the log has no row"));
        }
    }

    /** Begins a log with an empty tree. The caller commits. */
    public static void begin(Connection connection, String origin, String vkey, String postQuantumVkey)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "with tree as (insert into sillok.log_tree (origin, vkey, post_quantum_vkey) values (?, ?, ?) returning log)"
                        + " insert into sillok.log_sequence (log) select log from tree")) {
            insert.setString(1, origin);
            insert.setString(2, vkey);
            insert.setString(3, postQuantumVkey);
            insert.executeUpdate();
        }
    }

    /** Gives a log without a post-quantum key its one. The caller commits. */
    public static void addPostQuantumKey(Connection connection, int log, String vkey) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update sillok.log_tree set post_quantum_vkey = ? where log = ? and post_quantum_vkey is null")) {
            update.setString(1, vkey);
            update.setInt(2, log);
            update.executeUpdate();
        }
    }

    /** Starts a new epoch, after which nobody with an older one can write. Commits. */
    public static long newEpoch(Connection connection, int log) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "with tree as (update sillok.log_tree set epoch = epoch + 1 where log = ? returning log, epoch)"
                        + " update sillok.log_sequence s set epoch = tree.epoch from tree where s.log = tree.log"
                        + " returning s.epoch")) {
            update.setInt(1, log);
            long epoch;
            try (ResultSet rows = update.executeQuery()) {
                rows.next();
                epoch = rows.getLong(1);
            }
            connection.commit();
            return epoch;
        }
    }

    /** Replaces the integrated tree {@code old} and drops the outbox rows that are in it now. Commits. */
    public static void advance(Connection connection, TreeRow old, Frontier tree)
            throws SQLException, StaleEpochException {
        try (PreparedStatement update = connection.prepareStatement(
                "update sillok.log_tree set size = ?, peaks = ? where log = ? and epoch = ? and size = ?")) {
            update.setLong(1, tree.size());
            update.setBytes(2, tree.peakBytes());
            update.setInt(3, old.log());
            update.setLong(4, old.epoch());
            update.setLong(5, old.tree().size());
            requireOne(connection, update.executeUpdate());
        }
        try (PreparedStatement delete = connection.prepareStatement(
                "delete from sillok.log_outbox where log = ? and index >= ? and index < ?")) {
            delete.setInt(1, old.log());
            // From where the last step ended: below are index entries of rows that are dead and not vacuumed yet.
            delete.setLong(2, old.tree().size());
            delete.setLong(3, tree.size());
            delete.executeUpdate();
        }
        connection.commit();
    }

    /** Replaces the signed head of {@code old}; from this commit on it is public. */
    public static void publish(Connection connection, TreeRow old, SignedHead head)
            throws SQLException, StaleEpochException {
        try (PreparedStatement update = connection.prepareStatement("update sillok.log_tree"
                + " set signed_size = ?, signed_peaks = ?, signed_note = ?"
                + " where log = ? and epoch = ? and coalesce(signed_size, -1) = ?")) {
            update.setLong(1, head.tree().size());
            update.setBytes(2, head.tree().peakBytes());
            update.setBytes(3, head.note().toArray());
            update.setInt(4, old.log());
            update.setLong(5, old.epoch());
            SignedHead before = old.signed();
            update.setLong(6, before == null ? -1 : before.tree().size());
            requireOne(connection, update.executeUpdate());
        }
        connection.commit();
    }

    private static void requireOne(Connection connection, int updated) throws SQLException, StaleEpochException {
        if (updated != 1) {
            connection.rollback();
            throw new StaleEpochException();
        }
    }

    private static Optional<TreeRow> read(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            Frontier tree = Frontier.of(row.getLong("size"), row.getBytes("peaks"));
            byte[] note = row.getBytes("signed_note");
            SignedHead signed = note == null
                    ? null
                    : new SignedHead(
                            Frontier.of(row.getLong("signed_size"), row.getBytes("signed_peaks")), Bytes.of(note));
            return Optional.of(new TreeRow(
                    row.getInt("log"),
                    row.getString("origin"),
                    row.getString("vkey"),
                    row.getString("post_quantum_vkey"),
                    row.getLong("epoch"),
                    tree,
                    signed));
        }
    }
}
