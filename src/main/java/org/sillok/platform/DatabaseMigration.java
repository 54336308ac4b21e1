package org.sillok.platform;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.sillok.platform.postgres.DatabaseLogin;
import org.sillok.vault.EraserRights;

/**
 * Brings a PostgreSQL of one's own to the version of this program, apart from any start of the service. Services that are
 * started without the owner's login afterwards cannot change tables, and only look whether it was done.
 */
public final class DatabaseMigration {
    /** What was done: the version before, if there was any, and the one that it is at now. */
    public record Done(Optional<String> before, String now, boolean eraserReady) {}

    private static final String LOCATION = "classpath:db/migration";
    // Any number that no other lock of this database has.
    private static final String LOCK = "select pg_advisory_xact_lock(7305512900452934)";
    private static final String SEES_VERSION =
            "select has_table_privilege(?, 'sillok.flyway_schema_history', 'SELECT')";
    private static final String GRANT_VERSION =
            "select format('grant select on sillok.flyway_schema_history to %I', ?)";

    private DatabaseMigration() {}

    /**
     * Migrates as the owner, and lets the other roles do what they need. Repeating it is harmless, also by several at once:
     * PostgreSQL lets one after the other.
     *
     * @throws StartFailure in one line: settings are missing, the database refuses, or a migration failed. What the failed
     *     one did is rolled back; those before it stay
     */
    public static Done run(DatabaseConfig config) {
        String url = config.url()
                .orElseThrow(() -> new StartFailure("SILLOK_DATABASE_URL is not set. The program's own PostgreSQL is"
                        + " brought to its version at each start; there is nothing to do here."));
        DatabaseLogin owner = config.owner().resolve("owner");
        String app = config.app()
                .username()
                .orElseThrow(() -> new StartFailure("SILLOK_DATABASE_APP_USERNAME is not set: name the role that the"
                        + " service works as. Its password is not needed."));
        DatabaseCheck.checkOwner(url, owner);
        Flyway flyway = flyway(url, owner, app);
        try {
            Optional<String> before = version(flyway);
            flyway.migrate();
            letSeeVersion(url, owner, app);
            Optional<String> eraser = config.eraser().username();
            if (eraser.isPresent()) {
                EraserRights.grant(url, owner.user(), owner.password(), eraser.get());
            }
            return new Done(before, version(flyway).orElseThrow(), eraser.isPresent());
        } catch (FlywayException | SQLException e) {
            throw new StartFailure("The migration failed: " + firstLine(e), e);
        }
    }

    /**
     * Refuses a database that lacks migrations of this program. One that has more of them is not refused, on purpose: what lies
     * there cannot be judged from here, and a service that has to be started in an emergency should not end over it. That two
     * versions work on one database is not promised by that (docs/upgrades.md).
     *
     * @param login who looks: the role of the service, or the owner
     * @throws StartFailure naming the way out
     */
    static void requireCurrent(String url, DatabaseLogin login) {
        long lacking;
        try {
            // Those that are passed over because a later one was there first are lacking as well.
            lacking = Arrays.stream(flyway(url, login, login.user()).info().all())
                    .map(MigrationInfo::getState)
                    .filter(state -> state.isFailed() || (state.isResolved() && !state.isApplied()))
                    .count();
        } catch (FlywayException e) {
            throw new StartFailure(
                    "The version of the database cannot be seen by " + login.user()
                            + ": run sillok migrate once with the owner's login (SILLOK_DATABASE_OWNER_USERNAME), or start with it.",
                    e);
        }
        if (lacking > 0) {
            throw new StartFailure(
                    "The database lacks " + lacking
                            + (lacking == 1 ? " migration" : " migrations")
                            + " of this program: run sillok migrate with the owner's login (SILLOK_DATABASE_OWNER_USERNAME), or start with it.");
        }
    }

    private static Flyway flyway(String url, DatabaseLogin login, String app) {
        return Flyway.configure(DatabaseMigration.class.getClassLoader())
                .dataSource(url, login.user(), login.password())
                .schemas("sillok", "vault")
                .placeholders(Map.of("appRole", app))
                .locations(LOCATION)
                .cleanDisabled(true)
                .load();
    }

    private static Optional<String> version(Flyway flyway) {
        return Optional.ofNullable(flyway.info().current())
                .flatMap(current -> Optional.ofNullable(current.getVersion()))
                .map(Object::toString);
    }

    // Without it a service that has no owner's login could not tell what it works on. Two grants on one table at once
    // fail, so one waits for the other.
    private static void letSeeVersion(String url, DatabaseLogin owner, String app) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, owner.user(), owner.password())) {
            connection.setAutoCommit(false);
            if (!answer(connection, SEES_VERSION, app).equals("t")) {
                String grant = answer(connection, GRANT_VERSION, app);
                try (Statement statement = connection.createStatement()) {
                    statement.execute(LOCK);
                    statement.execute(grant);
                }
            }
            connection.commit();
        }
    }

    private static String answer(Connection connection, String query, String role) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query)) {
            select.setString(1, role);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private static String firstLine(Exception failure) {
        return String.valueOf(failure.getMessage())
                .lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("no reason given");
    }
}
