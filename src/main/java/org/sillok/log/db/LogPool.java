package org.sillok.log.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;

/** The log's tables as callers use them: through the pool, within the caller's transaction if there is one. */
@ApplicationScoped
public class LogPool {
    private final DataSource pool;

    public LogPool(DataSource pool) {
        this.pool = pool;
    }

    /** Adds an entry to the outbox. */
    public void add(int log, Digest leafHash, Bytes leaf, Bytes record) {
        try (Connection connection = pool.getConnection()) {
            LogEntries.add(connection, log, leafHash, leaf, record);
        } catch (SQLException e) {
            throw new LogFault(e);
        }
    }

    public Optional<Long> indexOf(int log, Digest leafHash) {
        return Optional.ofNullable(indices(log, Set.of(leafHash)).get(leafHash));
    }

    /** The index of each of these entries that has one: one query. */
    public Map<Digest, Long> indices(int log, Set<Digest> leafHashes) {
        try (Connection connection = pool.getConnection()) {
            return LogEntries.indices(connection, log, leafHashes);
        } catch (SQLException e) {
            throw new LogFault(e);
        }
    }

    public TreeRow tree(int log) {
        try (Connection connection = pool.getConnection()) {
            return LogTrees.get(connection, log);
        } catch (SQLException e) {
            throw new LogFault(e);
        }
    }

    /** When the log began. */
    public Instant begun(int log) {
        try (Connection connection = pool.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select created_at from sillok.log_tree where log = ?")) {
            select.setInt(1, log);
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                return rows.getTimestamp(1).toInstant();
            }
        } catch (SQLException e) {
            throw new LogFault(e);
        }
    }
}
