package org.sillok.backup.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.sillok.kernel.Digest;

/** What the database knows of backups. Joins the transaction of its thread, if there is one. */
@ApplicationScoped
public class BackupRows {
    private final DataSource pool;

    public BackupRows(DataSource pool) {
        this.pool = pool;
    }

    /** A backup that has everything that was recorded at its moment. */
    public record Completed(Digest manifest, long treeSize, Instant at) {}

    /** A restore that no statement records yet; {@code givenUp}: entries that the log had signed later, by decision. */
    public record Restored(String id, Digest manifest, long treeSize, boolean givenUp) {}

    public void completed(Completed backup) {
        try (Connection connection = pool.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into sillok.backup_completed (manifest, tree_size, completed_at) values (?, ?, ?)")) {
            insert.setBytes(1, backup.manifest().toArray());
            insert.setLong(2, backup.treeSize());
            insert.setObject(3, OffsetDateTime.ofInstant(backup.at(), ZoneOffset.UTC));
            insert.execute();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    public Optional<Completed> newest() {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select manifest, tree_size, completed_at"
                        + " from sillok.backup_completed order by completed_at desc limit 1")) {
            return row.next()
                    ? Optional.of(new Completed(
                            Digest.sha256(row.getBytes(1)),
                            row.getLong(2),
                            row.getObject(3, OffsetDateTime.class).toInstant()))
                    : Optional.empty();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Those that no statement records, locked, so that of two replicas one records them. */
    public List<Restored> unrecorded() {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select id, manifest, tree_size, given_up from sillok.backup_restore"
                                + " where not recorded order by restored_at for update")) {
            List<Restored> restored = new ArrayList<>();
            while (rows.next()) {
                restored.add(new Restored(
                        rows.getString(1), Digest.sha256(rows.getBytes(2)), rows.getLong(3), rows.getBoolean(4)));
            }
            return restored;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    public void recorded(Restored restore) {
        try (Connection connection = pool.getConnection();
                PreparedStatement update =
                        connection.prepareStatement("update sillok.backup_restore set recorded = true where id = ?")) {
            update.setString(1, restore.id());
            update.execute();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static DatabaseCopyException failed(SQLException e) {
        return new DatabaseCopyException("the rows about backups cannot be used: " + Reasons.of(e), e);
    }
}
