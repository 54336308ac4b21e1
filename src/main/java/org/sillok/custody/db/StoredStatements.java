package org.sillok.custody.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.NumberedPosition;

/**
 * Streams and statements as an inspector reads them: page by page in the order of a key, without entities, so that
 * memory does not grow with their number. Joins the transaction of its thread and sees the rows of its scope only.
 */
@ApplicationScoped
public class StoredStatements {
    private static final String COLUMNS =
            "select stream, seq, digest, owner_party, key_subject, bytes, signature, leaf_hash, content, accountability,"
                    + " recorded_at from custody_statement ";
    private static final String STREAM =
            "select id, kind, subject, owner_party, next_seq, head_digest from custody_stream ";

    private final DataSource pool;

    public StoredStatements(DataSource pool) {
        this.pool = pool;
    }

    /** The statements after a place, in the order of stream and number. */
    public List<StatementRow> after(String stream, long seq, int limit) {
        return statements(COLUMNS + "where (stream, seq) > (?, ?) order by stream, seq limit ?", select -> {
            select.setString(1, stream);
            select.setLong(2, seq);
            select.setInt(3, limit);
        });
    }

    /** All statements of these streams, in the order of stream and number. */
    public List<StatementRow> ofStreams(Collection<String> streams) {
        return statements(
                COLUMNS + "where stream = any(?) order by stream, seq",
                select -> select.setArray(1, select.getConnection().createArrayOf("text", streams.toArray())));
    }

    /** What access streams of {@code owner} say of a time, after a place in the order of time, stream and number. */
    public List<StatementRow> ofAccess(
            String owner, Instant from, Instant until, @Nullable NumberedPosition after, int limit) {
        return statements(
                COLUMNS + "where owner_party = ? and key_subject = owner_party and recorded_at >= ? and recorded_at < ?"
                        + (after == null ? "" : " and (recorded_at, stream, seq) > (?, ?, ?)")
                        + " order by recorded_at, stream, seq limit ?",
                select -> {
                    select.setString(1, owner);
                    select.setObject(2, (after == null ? from : after.time()).atOffset(ZoneOffset.UTC));
                    select.setObject(3, until.atOffset(ZoneOffset.UTC));
                    int next = 4;
                    if (after != null) {
                        select.setObject(next++, after.time().atOffset(ZoneOffset.UTC));
                        select.setString(next++, after.id());
                        select.setLong(next++, after.number());
                    }
                    select.setInt(next, limit);
                });
    }

    /** The parties that have an access stream, in the order of their ids. */
    public List<String> partiesWithAccess() {
        return run(
                "select distinct owner_party from custody_stream where kind = 'ACCESS' order by owner_party",
                select -> {
                    List<String> found = new ArrayList<>();
                    try (ResultSet rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.add(rows.getString(1));
                        }
                    }
                    return found;
                });
    }

    public List<StatementRow> ofLeaves(Collection<byte[]> leafHashes) {
        return statements(
                COLUMNS + "where leaf_hash = any(?)",
                select -> select.setArray(
                        1, select.getConnection().createArrayOf("bytea", leafHashes.toArray(byte[][]::new))));
    }

    public List<StreamRow> streams(Collection<String> ids) {
        return streams(
                STREAM + "where id = any(?)",
                select -> select.setArray(1, select.getConnection().createArrayOf("text", ids.toArray())));
    }

    public List<StreamRow> streamsAfter(String id, int limit) {
        return streams(STREAM + "where id > ? order by id limit ?", select -> {
            select.setString(1, id);
            select.setInt(2, limit);
        });
    }

    public List<StreamRow> streamsOf(String kind, Collection<String> subjects) {
        return streams(STREAM + "where kind = ? and subject = any(?)", select -> {
            select.setString(1, kind);
            select.setArray(2, select.getConnection().createArrayOf("text", subjects.toArray()));
        });
    }

    public List<String> streamsWithStatements(Collection<String> ids) {
        return run(
                "select id from unnest(?) id where exists (select from custody_statement where stream = id)",
                select -> {
                    select.setArray(1, select.getConnection().createArrayOf("text", ids.toArray()));
                    List<String> found = new ArrayList<>();
                    try (ResultSet rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.add(rows.getString(1));
                        }
                    }
                    return found;
                });
    }

    public long count() {
        return run("select count(*) from custody_statement", select -> {
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        });
    }

    private List<StatementRow> statements(String sql, Arguments arguments) {
        return run(sql, select -> {
            arguments.set(select);
            List<StatementRow> found = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    StatementRow row = new StatementRow();
                    row.key = new StatementRow.Key(rows.getString(1), rows.getLong(2));
                    row.digest = rows.getBytes(3);
                    row.ownerParty = rows.getString(4);
                    row.keySubject = rows.getString(5);
                    row.bytes = rows.getBytes(6);
                    row.signature = rows.getBytes(7);
                    row.leafHash = rows.getBytes(8);
                    row.content = rows.getBytes(9);
                    row.accountability = rows.getBytes(10);
                    row.recordedAt = rows.getTimestamp(11).toInstant();
                    found.add(row);
                }
            }
            return found;
        });
    }

    private List<StreamRow> streams(String sql, Arguments arguments) {
        return run(sql, select -> {
            arguments.set(select);
            List<StreamRow> found = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    StreamRow row =
                            new StreamRow(rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4));
                    row.nextSeq = rows.getLong(5);
                    row.headDigest = rows.getBytes(6);
                    found.add(row);
                }
            }
            return found;
        });
    }

    private interface Arguments {
        void set(PreparedStatement statement) throws SQLException;
    }

    private interface Work<T> {
        T on(PreparedStatement statement) throws SQLException;
    }

    private <T> T run(String sql, Work<T> work) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.on(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("the tables of custody cannot be used", e);
        }
    }
}
