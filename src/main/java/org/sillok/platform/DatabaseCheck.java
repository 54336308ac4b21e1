package org.sillok.platform;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.sillok.platform.postgres.DatabaseLogin;

/**
 * Looks at a configured database before anything uses it: both roles can log in, and the application role is as powerless
 * as append-only tables and row-level security need it to be. A superuser passes both unseen.
 */
final class DatabaseCheck {
    private static final String POWERS = """
            select rolsuper, rolbypassrls, rolcreaterole,
                   exists (select from pg_roles o where o.rolname = ? and pg_has_role(current_user, o.oid, 'member'))
              from pg_roles where rolname = current_user
            """;
    private static final int MINIMUM_VERSION = 15;

    private DatabaseCheck() {}

    /** @throws StartFailure naming what is wrong and what to change */
    static void check(String url, DatabaseLogin owner, DatabaseLogin app) {
        connect(url, owner, connection -> {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < MINIMUM_VERSION) {
                throw new StartFailure(
                        "The database is PostgreSQL " + version + "; " + MINIMUM_VERSION + " or newer is needed.");
            }
        });
        connect(url, app, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(POWERS)) {
                statement.setString(1, owner.user());
                try (ResultSet powers = statement.executeQuery()) {
                    powers.next();
                    refuse(powers.getBoolean(1), app, "is a superuser");
                    refuse(powers.getBoolean(2), app, "may bypass row-level security");
                    refuse(powers.getBoolean(3), app, "may create roles");
                    refuse(powers.getBoolean(4), app, "is or inherits the owner role " + owner.user());
                }
            }
        });
    }

    private static void refuse(boolean power, DatabaseLogin app, String what) {
        if (power) {
            throw new StartFailure(
                    "The application role " + app.user() + " " + what
                            + ", so the database could not protect its records: create the roles with deploy/postgres/roles.sql.");
        }
    }

    private interface Look {
        void at(Connection connection) throws SQLException;
    }

    private static void connect(String url, DatabaseLogin login, Look look) {
        try (Connection connection = DriverManager.getConnection(url, login.user(), login.password())) {
            look.at(connection);
        } catch (SQLException e) {
            // The driver's message may span lines and repeat settings; its first line says what is wrong.
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
            throw new StartFailure("The database in SILLOK_DATABASE_URL refuses " + login.user() + ": " + reason, e);
        }
    }
}
