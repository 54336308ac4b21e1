package org.sillok.log.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;

/**
 * The log's tables as an inspector reads them: raw, because a row that was tampered with must be reported and not stop
 * the reader. Joins the transaction of its thread, if there is one.
 */
@ApplicationScoped
public class StoredLogs {
    private final DataSource pool;

    public StoredLogs(DataSource pool) {
        this.pool = pool;
    }

    /** A row of {@code log_tree}; {@code signedNote} is null until a checkpoint was signed. */
    public record Row(
            int log,
            String origin,
            String vkey,
            @Nullable String postQuantumVkey,
            long size,
            Bytes peaks,
            @Nullable Bytes signedNote) {}

    /** Where a row of {@code log_entry} puts a leaf. */
    public record Place(int log, long index) {}

    public List<Row> all() {
        return run(
                "select log, origin, vkey, post_quantum_vkey, size, peaks, signed_note from sillok.log_tree order by log",
                select -> {
                    List<Row> logs = new ArrayList<>();
                    try (ResultSet rows = select.executeQuery()) {
                        while (rows.next()) {
                            byte[] note = rows.getBytes(7);
                            logs.add(new Row(
                                    rows.getInt(1),
                                    rows.getString(2),
                                    rows.getString(3),
                                    rows.getString(4),
                                    rows.getLong(5),
                                    Bytes.of(rows.getBytes(6)),
                                    note == null ? null : Bytes.of(note)));
                        }
                    }
                    return logs;
                });
    }

    /** The leaf hashes of the numbers from {@code first} to before {@code end}. */
    public Map<Long, Digest> numbered(int log, long first, long end) {
        return run(
                "select index, leaf_hash from sillok.log_entry where log = ? and index >= ? and index < ?", select -> {
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
                });
    }

    /** The places of those of {@code leafHashes} that have one; the first where there are several. */
    public Map<Digest, Place> places(Collection<Digest> leafHashes) {
        return run(
                "select distinct on (leaf_hash) leaf_hash, log, index from sillok.log_entry where leaf_hash = any(?)"
                        + " order by leaf_hash, log, index",
                select -> {
                    select.setArray(1, select.getConnection().createArrayOf("bytea", arrays(leafHashes)));
                    Map<Digest, Place> places = new HashMap<>();
                    try (ResultSet rows = select.executeQuery()) {
                        while (rows.next()) {
                            places.put(Digest.sha256(rows.getBytes(1)), new Place(rows.getInt(2), rows.getLong(3)));
                        }
                    }
                    return places;
                });
    }

    /** Those of {@code leafHashes} that are in the outbox. */
    public Set<Digest> waiting(Collection<Digest> leafHashes) {
        return run("select leaf_hash from sillok.log_outbox where leaf_hash = any(?)", select -> {
            select.setArray(1, select.getConnection().createArrayOf("bytea", arrays(leafHashes)));
            Set<Digest> waiting = new HashSet<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    waiting.add(Digest.sha256(rows.getBytes(1)));
                }
            }
            return waiting;
        });
    }

    private static byte[][] arrays(Collection<Digest> digests) {
        return digests.stream().map(Digest::toArray).toArray(byte[][]::new);
    }

    private interface Work<T> {
        T on(PreparedStatement statement) throws SQLException;
    }

    private <T> T run(String sql, Work<T> work) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.on(statement);
        } catch (SQLException e) {
            throw new LogFault(e);
        }
    }
}
