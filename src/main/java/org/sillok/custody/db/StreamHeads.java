package org.sillok.custody.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The heads of streams, locked and moved in plain SQL: every deposit and every reading passes here, and entities would cost
 * it more than the database does. Each call joins the transaction of its thread and sees the rows of its scope only.
 */
@ApplicationScoped
public class StreamHeads {
    private static final String LOCK = "select id, owner_party, next_seq, head_digest from custody_stream"
            + " where kind = ? and subject = ? for update";
    private static final String MAKE = "insert into custody_stream (id, kind, subject, owner_party, next_seq)"
            + " values (?, ?, ?, ?, 0) on conflict (kind, subject) do nothing";
    private static final String BEGIN =
            "insert into custody_stream (next_seq, head_digest, id, kind, subject, owner_party)"
                    + " values (?, ?, ?, ?, ?, ?)";
    private static final String MOVE =
            "update custody_stream set next_seq = ?, head_digest = ? where id = ?" + " and next_seq = ?";
    private static final String STATE = "insert into custody_statement (stream, seq, digest, owner_party, key_subject,"
            + " bytes, signature, leaf_hash, content, accountability, recorded_at)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final DataSource pool;

    public StreamHeads(DataSource pool) {
        this.pool = pool;
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** The stream, created with the id of {@code fresh} if there is none, locked until the transaction ends. */
    public StreamRow lock(StreamRow fresh) {
        return run(connection -> {
            Optional<StreamRow> present = lockExisting(connection, fresh);
            if (present.isPresent()) {
                return present.get();
            }
            // Two transactions may both find nothing: one inserts, the other waits here and then finds it.
            try (PreparedStatement insert = connection.prepareStatement(MAKE)) {
                insert.setString(1, fresh.id);
                insert.setString(2, fresh.kind);
                insert.setString(3, fresh.subject);
                insert.setString(4, fresh.ownerParty);
                insert.executeUpdate();
            }
            return lockExisting(connection, fresh).orElseThrow();
        });
    }

    private static Optional<StreamRow> lockExisting(Connection connection, StreamRow wanted) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LOCK)) {
            select.setString(1, wanted.kind);
            select.setString(2, wanted.subject);
            try (ResultSet rows = select.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                StreamRow row = new StreamRow(rows.getString(1), wanted.kind, wanted.subject, rows.getString(2));
                row.nextSeq = rows.getLong(3);
                row.headDigest = rows.getBytes(4);
                return Optional.of(row);
            }
        }
    }

    /** Begins a stream with its first statement. */
    public void begin(StreamRow stream, StatementRow first) {
        write(BEGIN, stream, first, insert -> {
            insert.setString(4, stream.kind);
            insert.setString(5, stream.subject);
            insert.setString(6, stream.ownerParty);
            return 6;
        });
    }

    /** Moves the head of a locked stream to its next statement. */
    public void move(StreamRow stream, StatementRow next) {
        write(MOVE, stream, next, update -> {
            update.setLong(4, stream.nextSeq - 1);
            return 4;
        });
    }

    private interface Rest {
        /** Sets what comes after the head and the id; returns the number of the last value. */
        int set(PreparedStatement statement) throws SQLException;
    }

    /** Both rows in one message: the driver sends statements that a semicolon parts at once. */
    private void write(String head, StreamRow stream, StatementRow row, Rest rest) {
        int moved = run(connection -> {
            try (PreparedStatement both = connection.prepareStatement(head + "; " + STATE)) {
                both.setLong(1, stream.nextSeq);
                both.setBytes(2, stream.headDigest);
                both.setString(3, stream.id);
                int last = rest.set(both);
                both.setString(++last, row.key.stream());
                both.setLong(++last, row.key.seq());
                both.setBytes(++last, row.digest);
                both.setString(++last, row.ownerParty);
                both.setString(++last, row.keySubject);
                both.setBytes(++last, row.bytes);
                both.setBytes(++last, row.signature);
                both.setBytes(++last, row.leafHash);
                both.setBytes(++last, row.content);
                both.setBytes(++last, row.accountability);
                both.setObject(++last, row.recordedAt.atOffset(ZoneOffset.UTC));
                both.execute();
                return both.getUpdateCount();
            }
        });
        if (moved != 1) {
            throw new IllegalStateException("the stream is not there, not in this scope, or has moved on");
        }
    }

    private <T> T run(Work<T> work) {
        try (Connection connection = pool.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("the streams of custody cannot be written", e);
        }
    }
}
