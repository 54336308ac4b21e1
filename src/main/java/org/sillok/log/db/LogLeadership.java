package org.sillok.log.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.postgresql.PGConnection;

/** What replicas tell each other through PostgreSQL: who leads, and that there is something to number. */
public final class LogLeadership {
    // The first key of two-key advisory locks: "slog" in ASCII. The second is the log.
    private static final int LOCKS = 0x736c6f67;
    private static final int BEGINNING = -1;

    private LogLeadership() {}

    /** Takes the lead for as long as this connection lives, if nobody has it. Commits. */
    public static boolean tryLead(Connection connection, int log) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("select pg_try_advisory_lock(?, ?)")) {
            lock.setInt(1, LOCKS);
            lock.setInt(2, log);
            try (ResultSet row = lock.executeQuery()) {
                row.next();
                boolean leads = row.getBoolean(1);
                connection.commit();
                return leads;
            }
        }
    }

    /**
     * Has the server end this session, and the lead with it, when it is silent for longer. A process that is paused keeps its
     * connections: nobody else would notice. The numbering thread asks the database many times a second. Commits.
     */
    public static void lease(Connection connection, Duration atMost) throws SQLException {
        try (PreparedStatement set =
                connection.prepareStatement("select set_config('idle_session_timeout', ?, false)")) {
            set.setString(1, atMost.toMillis() + "ms");
            set.execute();
        }
        connection.commit();
    }

    /** Lets one process at a time decide, until its transaction ends, which log goes on. */
    public static void lockBeginning(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("select pg_advisory_xact_lock(?, ?)")) {
            lock.setInt(1, LOCKS);
            lock.setInt(2, BEGINNING);
            lock.execute();
        }
    }

    /**
     * Tells the leader that entries wait. Never within a business transaction: PostgreSQL lets only one transaction that
     * notifies commit at a time, and every deposit would queue behind the disk.
     */
    public static void announce(Connection connection) throws SQLException {
        execute(connection, "notify sillok_log");
        connection.commit();
    }

    public static void listen(Connection connection) throws SQLException {
        execute(connection, "listen sillok_log");
        connection.commit();
    }

    /** Waits for announcements on a connection that listens; returns whether there was one. */
    public static boolean awaitAnnouncement(Connection connection, Duration atMost) throws SQLException {
        var notifications = connection.unwrap(PGConnection.class).getNotifications(Math.toIntExact(atMost.toMillis()));
        return notifications != null && notifications.length > 0;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
