package org.sillok.backup.db;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.PGConnection;
import org.sillok.backup.core.SequenceValue;
import org.sillok.backup.core.TableShape;
import org.sillok.kernel.Digest;

/**
 * Fills an empty database that the migrations have made, in one transaction: until {@link #finish} commits there is
 * nothing. Triggers and constraints stay in force, so what the database would have refused it refuses here as well.
 */
public final class DatabaseLoad implements AutoCloseable {
    private final Connection connection;

    private DatabaseLoad(Connection connection) {
        this.connection = connection;
    }

    /** Whether no table of the program's schemas is there. */
    public static boolean isEmpty(OwnerDatabase database) {
        return ask(database, "select count(*) from pg_tables where schemaname in " + Catalog.SCHEMAS) == 0;
    }

    /** Whether the restore with this identifier has filled the database. */
    public static boolean isDone(OwnerDatabase database, String restore) {
        return ask(
                                database,
                                "select count(*) from pg_tables where schemaname = 'sillok' and tablename = 'backup_restore'")
                        > 0
                && ask(database, "select count(*) from sillok.backup_restore where id = ?", restore) > 0;
    }

    private static long ask(OwnerDatabase database, String question, String... arguments) {
        try (Connection connection = database.open();
                PreparedStatement statement = connection.prepareStatement(question)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setString(i + 1, arguments[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /**
     * Begins to fill these tables.
     *
     * @throws DatabaseCopyException if a table has rows already, or is not there
     */
    public static DatabaseLoad begin(OwnerDatabase database, List<TableShape> tables) {
        try {
            Connection connection = database.open();
            DatabaseLoad load = new DatabaseLoad(connection);
            try {
                for (TableShape table : tables) {
                    load.requireEmpty(table);
                }
                return load;
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private void requireEmpty(TableShape table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select exists (select from " + table.qualifiedName() + ")")) {
            row.next();
            if (row.getBoolean(1)) {
                throw new DatabaseCopyException("the table " + table.qualifiedName() + " has rows already");
            }
        }
    }

    /** Writes the rows that {@link Snapshot#copy} read; returns how many. */
    public long copy(TableShape table, InputStream in) throws IOException {
        try {
            return connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "copy " + table.qualifiedName() + " " + table.columnList()
                                    + " from stdin (encoding 'UTF8')",
                            in);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    public void set(List<SequenceValue> sequences) {
        try (PreparedStatement statement = connection.prepareStatement("select setval(?::regclass, ?)")) {
            for (SequenceValue sequence : sequences) {
                statement.setString(1, sequence.qualifiedName());
                statement.setLong(2, sequence.last());
                statement.execute();
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /**
     * Makes it last. What was under way does not go on: open jobs are cancelled, because a restored repository must not begin
     * by itself what somebody asked another one to do.
     *
     * @param restore identifies this restore, so that a repeated one knows that this is done
     * @param givenUp whether entries that the log signed later were given up; goes on the record
     */
    public void finish(String restore, Digest manifest, long treeSize, boolean givenUp) {
        try (Statement statement = connection.createStatement();
                PreparedStatement record = connection.prepareStatement(
                        "insert into sillok.backup_restore (id, manifest, tree_size, given_up) values (?, ?, ?, ?)")) {
            statement.execute("update sillok.jobs_job set state = 'CANCELLED', lease_until = null,"
                    + " cancel_requested = true where state in ('QUEUED', 'RUNNING')");
            record.setString(1, restore);
            record.setBytes(2, manifest.toArray());
            record.setLong(3, treeSize);
            record.setBoolean(4, givenUp);
            record.execute();
            close(restore, treeSize);
            connection.commit();
            statement.execute("analyze");
            connection.commit();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Nothing is released before what the log recorded after the backup was gone through. Older databases get this later. */
    private void close(String restore, long treeSize) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select to_regclass('sillok.evidence_replay') is not null")) {
            row.next();
            if (row.getBoolean(1)) {
                try (PreparedStatement closed = connection.prepareStatement(
                        "insert into sillok.evidence_replay (restore, tree_size) values (?, ?)")) {
                    closed.setString(1, restore);
                    closed.setLong(2, treeSize);
                    closed.execute();
                }
            }
        }
    }

    private static DatabaseCopyException failed(SQLException e) {
        return new DatabaseCopyException("the database cannot be filled: " + Reasons.of(e), e);
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
