package org.sillok.platform;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sillok.platform.postgres.DatabaseLogin;

/**
 * Looks at a configured database before anything uses it: both roles can log in, and the application role is as powerless
 * as append-only tables and row-level security need it to be. A superuser passes both unseen.
 */
final class DatabaseCheck {
    private static final String POWERS = """
            select rolsuper, rolbypassrls, rolcreaterole,
                   exists (select from pg_roles o
                            where (o.rolname = ?
                                   or o.oid in (select nspowner from pg_namespace where nspname in ('sillok', 'vault')))
                              and pg_has_role(current_user, o.oid, 'member'))
              from pg_roles where rolname = current_user
            """;
    private static final int MINIMUM_VERSION = 15;

    private DatabaseCheck() {}

    /**
     * {@code owner}: null if the service works without that login.
     *
     * @throws StartFailure naming what is wrong and what to change
     */
    static void check(String url, @Nullable DatabaseLogin owner, DatabaseLogin app) {
        if (owner != null) {
            checkOwner(url, owner);
        }
        connect(url, app, connection -> {
            requireVersion(connection);
            try (PreparedStatement statement = connection.prepareStatement(POWERS)) {
                statement.setString(1, owner == null ? null : owner.user());
                try (ResultSet powers = statement.executeQuery()) {
                    powers.next();
                    refuse(powers.getBoolean(1), app, "is a superuser");
                    refuse(powers.getBoolean(2), app, "may bypass row-level security");
                    refuse(powers.getBoolean(3), app, "may create roles");
                    refuse(
                            powers.getBoolean(4),
                            app,
                            "is or inherits the owner role" + (owner == null ? "" : " " + owner.user()));
                }
            }
        });
    }

    /** @throws StartFailure if the owner cannot log in, or the server is too old */
    static void checkOwner(String url, DatabaseLogin owner) {
        connect(url, owner, DatabaseCheck::requireVersion);
    }

    private static void requireVersion(Connection connection) throws SQLException {
        int version = connection.getMetaData().getDatabaseMajorVersion();
        if (version < MINIMUM_VERSION) {
            throw new StartFailure(
                    "The database is PostgreSQL " + version + "; " + MINIMUM_VERSION + " or newer is needed.");
        }
    }

    /**
     * The role that destroys keys: able to log in, as powerless otherwise, and none that the program works as.
     *
     * @throws StartFailure naming what is wrong and what to change
     */
    static void checkEraser(String url, @Nullable DatabaseLogin owner, DatabaseLogin app, DatabaseLogin eraser) {
        if (eraser.user().equals(app.user()) || (owner != null && eraser.user().equals(owner.user()))) {
            throw new StartFailure("The role that destroys keys must be one of its own, not " + eraser.user()
                    + ": create the roles with deploy/postgres/roles.sql.");
        }
        check(url, owner, eraser);
        refuseMember(url, app, eraser, "inherits the role that destroys keys");
        refuseMember(url, eraser, app, "inherits the role that the service works as");
    }

    private static void refuseMember(String url, DatabaseLogin member, DatabaseLogin role, String what) {
        connect(url, member, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "select pg_has_role(current_user, o.oid, 'member') from pg_roles o where o.rolname = ?")) {
                statement.setString(1, role.user());
                try (ResultSet inherits = statement.executeQuery()) {
                    refuse(inherits.next() && inherits.getBoolean(1), member, what);
                }
            }
        });
    }

    private static void refuse(boolean power, DatabaseLogin app, String what) {
        if (power) {
            throw new StartFailure(
                    "The role " + app.user() + " " + what
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
