package org.sillok.log.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;

/** {@code log_outbox}, {@code log_sequence} and {@code log_entry}: entries from their transaction to their number. */
public final class LogEntries {
    private static final int FETCH_ROWS = 128;
    private static final long MAX_BYTES = 32L * 1024 * 1024;

    private static final String LOCK = "select epoch from sillok.log_sequence where log = ? for update";
    // Begins after the lock is held, so that it sees what the last holder numbered. Under another epoch it does
    // nothing.
    private static final String NUMBER = "with sequence as ("
            + "  select next_index from sillok.log_sequence where log = ? and epoch = ?),"
            + " batch as ("
            + "  select id, next_index + row_number() over (order by id) - 1 as index from ("
            + "   select id from sillok.log_outbox where log = ? and index is null order by id limit ?) waiting, sequence),"
            + " numbered as ("
            + "  update sillok.log_outbox o set index = batch.index from batch where o.id = batch.id"
            + "  returning o.log, o.index, o.leaf_hash),"
            + " moved as ("
            + "  update sillok.log_sequence set next_index = next_index + counted.entries"
            + "  from (select count(*) as entries from batch) counted where log = ? and counted.entries > 0)"
            + " insert into sillok.log_entry (log, index, leaf_hash) select log, index, leaf_hash from numbered"
            + " returning index, leaf_hash";

    private LogEntries() {}

    /** An entry that has a number and waits to be put into the tree. */
    public record Pending(long index, Digest leafHash, Bytes leaf, Bytes record) {}

    /** Adds an entry within the caller's transaction. */
    public static void add(Connection connection, int log, Digest leafHash, Bytes leaf, Bytes record)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into sillok.log_outbox (log, leaf_hash, leaf, record) values (?, ?, ?, ?)")) {
            insert.setInt(1, log);
            insert.setBytes(2, leafHash.toArray());
            insert.setBytes(3, leaf.toArray());
            insert.setBytes(4, record.toArray());
            insert.executeUpdate();
        }
    }

    /**
     * Gives the next indices to committed entries, at most {@code limit}, in the order of their ids, and commits. A
     * serial is not the order of commits; but an entry whose transaction began after another's had committed has the
     * larger one, so entries of one stream, which are written under its lock, are numbered in its order.
     */
    public static Map<Digest, Long> number(Connection connection, int log, long epoch, int limit)
            throws SQLException, StaleEpochException {
        Map<Digest, Long> numbered = new HashMap<>();
        // Both in one message: the driver sends statements that a semicolon parts at once.
        try (PreparedStatement statements = connection.prepareStatement(LOCK + "; " + NUMBER)) {
            statements.setInt(1, log);
            statements.setInt(2, log);
            statements.setLong(3, epoch);
            statements.setInt(4, log);
            statements.setInt(5, limit);
            statements.setInt(6, log);
            statements.execute();
            try (ResultSet locked = statements.getResultSet()) {
                locked.next();
                if (locked.getLong(1) != epoch) {
                    connection.rollback();
                    throw new StaleEpochException();
                }
            }
            statements.getMoreResults();
            try (ResultSet rows = statements.getResultSet()) {
                while (rows.next()) {
                    numbered.put(Digest.sha256(rows.getBytes(2)), rows.getLong(1));
                }
            }
        }
        connection.commit();
        return numbered;
    }

    /** How many entries have a number. */
    public static long numbered(Connection connection, int log) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select next_index from sillok.log_sequence where log = ?")) {
            select.setInt(1, log);
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    /** The numbered entries from {@code first} on, in order, at most {@code limit} and about 32 MiB. */
    public static List<Pending> pending(Connection connection, int log, long first, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select o.index, e.leaf_hash, o.leaf, o.record"
                + " from sillok.log_outbox o join sillok.log_entry e on e.log = o.log and e.index = o.index"
                + " where o.log = ? and o.index >= ? and e.index >= ? and e.index < ? order by o.index limit ?")) {
            // Both tables are bounded: the planner derives no inequality for the other, and might walk a log from its
            // first entry to find the last few.
            select.setInt(1, log);
            select.setLong(2, first);
            select.setLong(3, first);
            select.setLong(4, first + limit);
            select.setInt(5, limit);
            select.setFetchSize(FETCH_ROWS);
            List<Pending> pending = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                for (long bytes = 0; bytes < MAX_BYTES && rows.next(); ) {
                    Pending next = new Pending(
                            rows.getLong(1),
                            Digest.sha256(rows.getBytes(2)),
                            Bytes.of(rows.getBytes(3)),
                            Bytes.of(rows.getBytes(4)));
                    pending.add(next);
                    bytes += next.leaf().length() + next.record().length();
                }
            }
            return pending;
        }
    }

    /** The indices of those of {@code leafHashes} that have one; the first where a leaf was logged twice. */
    public static Map<Digest, Long> indices(Connection connection, int log, Collection<Digest> leafHashes)
            throws SQLException {
        byte[][] hashes = leafHashes.stream().map(Digest::toArray).toArray(byte[][]::new);
        try (PreparedStatement select = connection.prepareStatement("select leaf_hash, min(index)"
                + " from sillok.log_entry where leaf_hash = any(?) and log = ? group by leaf_hash")) {
            select.setArray(1, connection.createArrayOf("bytea", hashes));
            select.setInt(2, log);
            Map<Digest, Long> indices = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    indices.put(Digest.sha256(rows.getBytes(1)), rows.getLong(2));
                }
            }
            return indices;
        }
    }
}
