package org.sillok.platform;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.sillok.platform.postgres.DatabaseLogin;
import org.sillok.platform.postgres.EmbeddedPostgres;

/**
 * Real PostgreSQL for tests: one server for the whole JVM, one fresh database for whoever asks. The server is found
 * through system properties, because Quarkus' tests load this class more than once. It ends with the JVM.
 */
public final class TestPostgres {
    private static final String PREFIX = "sillok.test.postgres.";

    private TestPostgres() {}

    /** A database of one's own, with ways in for each role. */
    public record Database(String url, DatabaseLogin superuser, DatabaseLogin owner, DatabaseLogin app) {
        /** A pool-less data source of the application role. */
        public DataSource appDataSource() {
            return dataSource(app);
        }

        public DataSource ownerDataSource() {
            return dataSource(owner);
        }

        /** Who tampers behind the program's back comes in here. */
        public DataSource superuserDataSource() {
            return dataSource(superuser);
        }

        public Connection asApp() throws SQLException {
            return appDataSource().getConnection();
        }

        public Connection asOwner() throws SQLException {
            return ownerDataSource().getConnection();
        }

        public Connection asSuperuser() throws SQLException {
            return superuserDataSource().getConnection();
        }

        private DataSource dataSource(DatabaseLogin login) {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setUrl(url);
            source.setUser(login.user());
            source.setPassword(login.password());
            source.setCurrentSchema("sillok,public");
            return source;
        }
    }

    /** A new database; with {@code migrate} all migrations have run as the owner role. */
    public static Database freshDatabase(boolean migrate) {
        start();
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        Database database =
                new Database(property("url") + "/" + name, login("superuser"), login("owner"), login("application"));
        try (Connection connection = asSuperuser();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "create database " + name + " owner " + database.owner().user());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        allowEraser(database);
        if (migrate) {
            migrate(database);
        }
        return database;
    }

    /** As the program's own server is prepared: rights to functions belong to one database. */
    private static void allowEraser(Database database) {
        try (Connection connection = database.asSuperuser();
                Statement statement = connection.createStatement()) {
            statement.execute("grant execute on function pg_catalog.pg_switch_wal() to "
                    + login("eraser").user());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The role that destroys keys, in every database of the server. */
    public static DatabaseLogin eraser() {
        start();
        return login("eraser");
    }

    /** Waits until every transaction that began before one that has ended has ended as well. */
    public static void awaitTransactions() {
        try (Connection connection = asSuperuser();
                Statement statement = connection.createStatement()) {
            String ended = first(statement, "select pg_snapshot_xmax(pg_current_snapshot())::text");
            String settled = "select pg_snapshot_xmin(pg_current_snapshot()) >= '" + ended + "'::xid8";
            long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
            while (!first(statement, settled).equals("t")) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("a transaction does not end");
                }
                Thread.sleep(10);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Connection asSuperuser() throws SQLException {
        start();
        DatabaseLogin superuser = login("superuser");
        return DriverManager.getConnection(property("url") + "/postgres", superuser.user(), superuser.password());
    }

    private static String first(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void migrate(Database database) {
        Flyway.configure()
                .dataSource(
                        database.url(),
                        database.owner().user(),
                        database.owner().password())
                .schemas("sillok", "vault")
                .placeholders(Map.of("appRole", database.app().user()))
                .load()
                .migrate();
    }

    private static void start() {
        Properties shared = System.getProperties();
        synchronized (shared) {
            if (System.getProperty(PREFIX + "url") != null) {
                return;
            }
            dropLeftovers(launch());
        }
    }

    private static EmbeddedPostgres launch() {
        for (int i = 0; ; i++) {
            DataDirectory data = new DataDirectory(Path.of("target", "test-postgres-" + i)).prepare();
            DataDirectoryLock held;
            try {
                held = DataDirectoryLock.acquire(data);
            } catch (StartFailure e) {
                continue; // another JVM's: take the next
            }
            // Nothing a test stores must survive a power cut.
            EmbeddedPostgres server = EmbeddedPostgres.start(
                    data, held, List.of("fsync=off", "synchronous_commit=off", "full_page_writes=off"));
            publish("superuser", server.superuser());
            publish("owner", server.owner());
            publish("application", server.application());
            publish("eraser", server.eraser());
            String url = server.jdbcUrl("");
            System.setProperty(PREFIX + "url", url.substring(0, url.length() - 1));
            return server;
        }
    }

    private static void dropLeftovers(EmbeddedPostgres server) {
        try (Connection connection = DriverManager.getConnection(
                        server.jdbcUrl("postgres"),
                        server.superuser().user(),
                        server.superuser().password());
                Statement statement = connection.createStatement()) {
            List<String> names = new ArrayList<>();
            try (var rows = statement.executeQuery("select datname from pg_database where datname like 'test\\_%'")) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
            for (String name : names) {
                statement.execute("drop database " + name + " with (force)");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void publish(String role, DatabaseLogin login) {
        System.setProperty(PREFIX + role + ".user", login.user());
        System.setProperty(PREFIX + role + ".password", login.password());
    }

    private static DatabaseLogin login(String role) {
        return new DatabaseLogin(property(role + ".user"), property(role + ".password"));
    }

    private static String property(String name) {
        return Objects.requireNonNull(System.getProperty(PREFIX + name));
    }
}
