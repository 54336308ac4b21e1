package org.sillok.log.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Digest;
import org.sillok.log.core.Frontier;
import org.sillok.log.db.LogEntries.Pending;
import org.sillok.log.db.TreeRow.SignedHead;

/**
 * What a rebuild writes. Numbers are added first, in as many transactions as it takes; while they are there and the tree is
 * not, the guard lets nobody lead. One last transaction moves everything else.
 */
public final class LogRepairs {
    private LogRepairs() {}

    /** What the rows say of the numbers from {@code first} to before {@code end}. */
    public static Map<Long, Digest> numbered(Connection connection, int log, long first, long end) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select index, leaf_hash from sillok.log_entry where log = ? and index >= ? and index < ?")) {
            select.setInt(1, log);
            select.setLong(2, first);
            select.setLong(3, end);
            Map<Long, Digest> numbered = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    numbered.put(rows.getLong(1), Digest.sha256(rows.getBytes(2)));
                }
            }
            return numbered;
        }
    }

    /** How many entries wait without a number although one of these has their leaf. */
    public static long waiting(Connection connection, int log, List<Digest> leafHashes) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select count(*) from sillok.log_outbox where log = ? and index is null and leaf_hash = any(?)")) {
            select.setInt(1, log);
            select.setArray(2, connection.createArrayOf("bytea", arrays(leafHashes)));
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    /** Adds the numbers that are missing from {@code first} on, and commits. */
    public static void add(Connection connection, int log, long first, List<Digest> leafHashes) throws SQLException {
        addUncommitted(connection, log, first, leafHashes);
        connection.commit();
    }

    private static void addUncommitted(Connection connection, int log, long first, List<Digest> leafHashes)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into sillok.log_entry (log, index, leaf_hash)"
                        + " select ?, ? + position - 1, leaf_hash from unnest(?) with ordinality as leaf (leaf_hash, position)"
                        + " on conflict (log, index) do nothing")) {
            insert.setInt(1, log);
            insert.setLong(2, first);
            insert.setArray(3, connection.createArrayOf("bytea", arrays(leafHashes)));
            insert.executeUpdate();
        }
    }

    /** Puts entries that have a number and are in no tree yet, in order, into the outbox. {@link #finish} commits. */
    public static void addNumbered(Connection connection, int log, List<Pending> numbered) throws SQLException {
        addUncommitted(
                connection,
                log,
                numbered.get(0).index(),
                numbered.stream().map(Pending::leafHash).toList());
        for (Pending entry : numbered) {
            requeue(connection, log, entry);
        }
    }

    /**
     * Sets tree, signed head and next number; takes what the tree holds out of the outbox. Commits.
     *
     * @param signed the newest head that may be released as it is, or null to have the leader sign
     * @param end how many numbers were given
     */
    public static void finish(Connection connection, TreeRow row, Frontier tree, @Nullable SignedHead signed, long end)
            throws SQLException, StaleEpochException {
        int log = row.log();
        run(connection, "delete from sillok.log_outbox where log = ? and index < ?", log, tree.size());
        run(
                connection,
                "delete from sillok.log_outbox o using sillok.log_entry e where o.log = ? and o.index is null"
                        + " and e.log = o.log and e.leaf_hash = o.leaf_hash and e.index < ?",
                log,
                tree.size());
        try (PreparedStatement update = connection.prepareStatement(
                "update sillok.log_sequence set next_index = greatest(next_index, ?) where log = ? and epoch = ?")) {
            update.setLong(1, end);
            update.setInt(2, log);
            update.setLong(3, row.epoch());
            requireOne(connection, update.executeUpdate());
        }
        try (PreparedStatement update = connection.prepareStatement("update sillok.log_tree set size = ?, peaks = ?,"
                + " signed_size = ?, signed_peaks = ?, signed_note = ? where log = ? and epoch = ?")) {
            update.setLong(1, tree.size());
            update.setBytes(2, tree.peakBytes());
            if (signed == null) {
                update.setNull(3, java.sql.Types.BIGINT);
                update.setNull(4, java.sql.Types.BINARY);
                update.setNull(5, java.sql.Types.BINARY);
            } else {
                update.setLong(3, signed.tree().size());
                update.setBytes(4, signed.tree().peakBytes());
                update.setBytes(5, signed.note().toArray());
            }
            update.setInt(6, log);
            update.setLong(7, row.epoch());
            requireOne(connection, update.executeUpdate());
        }
        connection.commit();
    }

    /** Gives the entry its number if it waits without one, and puts it back if it is gone. */
    private static void requeue(Connection connection, int log, Pending entry) throws SQLException {
        try (PreparedStatement upsert =
                connection.prepareStatement("with known as (update sillok.log_outbox set index = ?"
                        + " where log = ? and leaf_hash = ? and (index is null or index = ?) returning id)"
                        + " insert into sillok.log_outbox (log, leaf_hash, leaf, record, index)"
                        + " select ?, ?, ?, ?, ? where not exists (select from known)")) {
            upsert.setLong(1, entry.index());
            upsert.setInt(2, log);
            upsert.setBytes(3, entry.leafHash().toArray());
            upsert.setLong(4, entry.index());
            upsert.setInt(5, log);
            upsert.setBytes(6, entry.leafHash().toArray());
            upsert.setBytes(7, entry.leaf().toArray());
            upsert.setBytes(8, entry.record().toArray());
            upsert.setLong(9, entry.index());
            upsert.executeUpdate();
        }
    }

    private static void run(Connection connection, String sql, int log, long size) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, log);
            statement.setLong(2, size);
            statement.executeUpdate();
        }
    }

    private static void requireOne(Connection connection, int updated) throws SQLException, StaleEpochException {
        if (updated != 1) {
            connection.rollback();
            throw new StaleEpochException();
        }
    }

    private static byte[][] arrays(List<Digest> digests) {
        return digests.stream().map(Digest::toArray).toArray(byte[][]::new);
    }
}
