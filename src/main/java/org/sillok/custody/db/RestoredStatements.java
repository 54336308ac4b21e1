package org.sillok.custody.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.sillok.kernel.Digest;

/** The writes of a rebuild: streams and statements come back, and nothing that is there is touched. */
@ApplicationScoped
public class RestoredStatements {
    private final DataSource pool;

    public RestoredStatements(DataSource pool) {
        this.pool = pool;
    }

    /** What a rebuild does within one transaction that sees all rows. */
    public interface Work {
        void on(Session session) throws SQLException;
    }

    /** Runs {@code work} in one transaction. */
    public void within(Work work) {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement scope =
                    connection.prepareStatement("select set_config('sillok.role', 'SYSTEM', true)")) {
                scope.execute();
            }
            try {
                work.on(new Session(connection));
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the tables of custody cannot be written", e);
        }
    }

    /** Whether a row could be put where the log has it. */
    public enum Outcome {
        RESTORED,
        /** The stream has another statement of this number, which came after the restore. */
        TAKEN
    }

    /** One transaction. */
    public static final class Session {
        private final Connection connection;

        Session(Connection connection) {
            this.connection = connection;
        }

        /** Those of {@code leafHashes} that have a statement. */
        public Set<Digest> known(Collection<Digest> leafHashes) throws SQLException {
            try (PreparedStatement select = connection.prepareStatement(
                    "select leaf_hash from sillok.custody_statement where leaf_hash = any(?)")) {
                select.setArray(
                        1,
                        connection.createArrayOf(
                                "bytea",
                                leafHashes.stream().map(Digest::toArray).toArray(byte[][]::new)));
                Set<Digest> known = new HashSet<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        known.add(Digest.sha256(rows.getBytes(1)));
                    }
                }
                return known;
            }
        }

        /** The stream of the statement with this digest. */
        public Optional<String> streamOf(Digest statement) throws SQLException {
            try (PreparedStatement select =
                    connection.prepareStatement("select stream from sillok.custody_statement where digest = ?")) {
                select.setBytes(1, statement.toArray());
                return first(select);
            }
        }

        /** The party whose rows the stream's are. */
        public Optional<String> ownerOf(String stream) throws SQLException {
            try (PreparedStatement select =
                    connection.prepareStatement("select owner_party from sillok.custody_stream where id = ?")) {
                select.setString(1, stream);
                return first(select);
            }
        }

        /** Adds a stream; false if another stream has its subject. */
        public boolean addStream(String id, String kind, String subject, String owner) throws SQLException {
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into sillok.custody_stream (id, kind, subject, owner_party, next_seq) values (?, ?, ?, ?, 0)"
                            + " on conflict do nothing")) {
                insert.setString(1, id);
                insert.setString(2, kind);
                insert.setString(3, subject);
                insert.setString(4, owner);
                return insert.executeUpdate() == 1;
            }
        }

        /** Adds a statement, and moves the stream's head if it is the next one. */
        public Outcome add(StatementRow row) throws SQLException {
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into sillok.custody_statement"
                            + " (stream, seq, digest, owner_party, key_subject, bytes, signature, leaf_hash, content,"
                            + " accountability, recorded_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing")) {
                insert.setString(1, row.key.stream());
                insert.setLong(2, row.key.seq());
                insert.setBytes(3, row.digest);
                insert.setString(4, row.ownerParty);
                insert.setString(5, row.keySubject);
                insert.setBytes(6, row.bytes);
                insert.setBytes(7, row.signature);
                insert.setBytes(8, row.leafHash);
                insert.setBytes(9, row.content);
                insert.setBytes(10, row.accountability);
                insert.setTimestamp(11, Timestamp.from(row.recordedAt));
                if (insert.executeUpdate() == 0) {
                    return Outcome.TAKEN;
                }
            }
            try (PreparedStatement update = connection.prepareStatement("update sillok.custody_stream"
                    + " set next_seq = ?, head_digest = ? where id = ? and next_seq = ?")) {
                update.setLong(1, row.key.seq() + 1);
                update.setBytes(2, Arrays.copyOf(row.digest, row.digest.length));
                update.setString(3, row.key.stream());
                update.setLong(4, row.key.seq());
                update.executeUpdate();
            }
            return Outcome.RESTORED;
        }

        private static Optional<String> first(PreparedStatement select) throws SQLException {
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        }
    }
}
