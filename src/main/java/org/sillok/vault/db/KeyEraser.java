package org.sillok.vault.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** What the eraser does in the database, each in a transaction and a connection of its own. */
public final class KeyEraser {
    private static final String OBJECTS = "delete from vault.vault_object_key where subject = ?";
    private static final String CONTENT =
            "delete from vault.vault_subject_key where subject = ? and key_use = 'CONTENT'";
    private static final String GONE = "select exists (select from vault.vault_destroyed_key"
            + " where subject = ? and key_use = 'CONTENT')"
            + " and not exists (select from vault.vault_subject_key where subject = ? and key_use = 'CONTENT')"
            + " and not exists (select from vault.vault_object_key where subject = ?)";
    private static final List<String> REWRITES = List.of(
            "select vault.rewrite_subject_keys()",
            "select vault.rewrite_object_keys()",
            "select vault.rewrite_projection()",
            "select vault.rewrite_repetitions()",
            "select vault.rewrite_uploads()",
            "select vault.rewrite_segments()");
    // A role without pg_read_all_stats does not see what other roles' transactions look back to.
    private static final String SEES = "select pg_has_role(current_user, 'pg_read_all_stats', 'MEMBER')";
    private static final String OLDER = "select exists (select from pg_stat_activity where pid <> pg_backend_pid()"
            + " and (datname = current_database() or datname is null)"
            + " and (age(backend_xmin) >= age(cast(? as xid)) or age(backend_xid) >= age(cast(? as xid))))"
            + " or exists (select from pg_prepared_xacts where age(transaction) >= age(cast(? as xid)))"
            + " or exists (select from pg_replication_slots where age(xmin) >= age(cast(? as xid)))";
    // Any number that no other lock of this database has.
    private static final long REWRITING = 7305512900452934L;
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final long PAUSE_MILLIS = 200;

    private final DirectDatabase database;

    public KeyEraser(DirectDatabase database) {
        this.database = database;
    }

    /**
     * Deletes the content key of a subject, and the wrapped keys of its objects. Committed, and on disk, when this returns.
     * Harmless when repeated.
     */
    public void destroy(String subject) throws SQLException {
        try (Connection connection = database.open()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("set local lock_timeout = '20s'");
                // Whatever the server is set to: a destruction that a power cut undoes is none.
                statement.execute("select set_config('synchronous_commit', 'on', true)"
                        + " where current_setting('synchronous_commit') in ('off', 'local')");
            }
            update(connection, OBJECTS, subject);
            update(connection, CONTENT, subject);
            connection.commit();
        }
    }

    private static void update(Connection connection, String sql, String subject) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setString(1, subject);
            delete.executeUpdate();
        }
    }

    /** Whether neither the content key nor any key of an object is there, and the destruction is on record: read anew. */
    public boolean isGone(String subject) throws SQLException {
        try (Connection connection = database.open();
                PreparedStatement select = connection.prepareStatement(GONE)) {
            for (int i = 1; i <= 3; i++) {
                select.setString(i, subject);
            }
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** Whether it has a content key. */
    public boolean isThere(String subject) throws SQLException {
        try (Connection connection = database.open()) {
            return is(
                    connection,
                    "select exists (select from vault.vault_subject_key where subject = ? and key_use = 'CONTENT')",
                    subject);
        }
    }

    /** Whether it may see how far other roles' transactions look back. */
    public boolean seesOthers() throws SQLException {
        try (Connection connection = database.open()) {
            return is(connection, SEES);
        }
    }

    /**
     * Waits until no transaction can see any more what was deleted before this call: until then it stays in the tables, also
     * in those that are written anew.
     *
     * @return false if one still can when {@code patience} is over
     */
    public boolean awaitOblivion(Duration patience) throws SQLException, InterruptedException {
        try (Connection connection = database.open()) {
            String mine = text(connection, "select cast(cast(pg_current_xact_id() as xid) as text)");
            long end = System.nanoTime() + patience.toNanos();
            while (is(connection, OLDER, mine, mine, mine, mine)) {
                if (System.nanoTime() > end) {
                    return false;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
            return true;
        }
    }

    /**
     * Writes the tables anew that had something of what was erased; those who use them wait meanwhile. It waits for them for
     * a moment only, because everybody who comes after it would wait as well; and for others who do the same.
     *
     * @return false if a table was in use: some may not have been written anew
     */
    public boolean rewrite() throws SQLException {
        try (Connection connection = database.open();
                Statement statement = connection.createStatement()) {
            statement.execute("set lock_timeout = '20s'");
            // Held until the connection is closed.
            statement.execute("select pg_advisory_lock(" + REWRITING + ")");
            statement.execute("set lock_timeout = '1s'");
            for (String rewrite : REWRITES) {
                statement.execute(rewrite);
            }
            return true;
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    /** Ends the current file of the write-ahead log: the next checkpoint lets go of it. */
    public void switchLog() throws SQLException {
        run("select pg_switch_wal()");
    }

    /** Lets go of the files of tables that were written anew, and of the write-ahead log up to here. */
    public void checkpoint() throws SQLException {
        run("checkpoint");
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static boolean is(Connection connection, String sql, String... parameters) throws SQLException {
        return text(connection, sql, parameters).equals("t");
    }

    private static String text(Connection connection, String sql, String... parameters) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setString(i + 1, parameters[i]);
            }
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
