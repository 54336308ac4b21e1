package org.sillok.platform.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The login that destroys keys, in the program's own server: made at the first start, or at the first one after the release
 * that brought it. What it may do in the tables is granted by their owner. Keep in step with {@code deploy/postgres/roles.sql}.
 */
final class EraserRole {
    private EraserRole() {}

    /** Makes the role, or gives it this password, unless it can log in. */
    static void prepare(String url, DatabaseLogin superuser, DatabaseLogin eraser) throws SQLException {
        if (canLogIn(url, eraser)) {
            return;
        }
        try (Connection connection = DriverManager.getConnection(url, superuser.user(), superuser.password());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            String role = eraser.user();
            String how = " login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password '"
                    + eraser.password() + "'";
            statement.execute((exists(connection, role) ? "alter role " : "create role ") + role + how);
            // How far other transactions look back; the end of a file of the log; checkpoints.
            statement.execute("grant pg_read_all_stats, pg_checkpoint to " + role);
            statement.execute("grant execute on function pg_catalog.pg_switch_wal() to " + role);
            statement.execute("grant connect on database " + PostgresCluster.DATABASE + " to " + role);
            connection.commit();
        }
    }

    private static boolean canLogIn(String url, DatabaseLogin eraser) {
        try (Connection connection = DriverManager.getConnection(url, eraser.user(), eraser.password())) {
            return connection.isValid(10);
        } catch (SQLException e) {
            // Not there yet, or with another password.
            return false;
        }
    }

    private static boolean exists(Connection connection, String role) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select from pg_roles where rolname = ?")) {
            select.setString(1, role);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }
}
