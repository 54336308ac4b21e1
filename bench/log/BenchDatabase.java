package org.sillok.log;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.sillok.platform.DataDirectory;
import org.sillok.platform.DataDirectoryLock;

import org.sillok.platform.postgres.DatabaseLogin;
import org.sillok.platform.postgres.EmbeddedPostgres;

/** The PostgreSQL that the service brings along, as it runs in production: everything synced to disk. */
public final class BenchDatabase implements AutoCloseable {
    private final EmbeddedPostgres server;
    private String name = "";

    public BenchDatabase(Path folder) {
        DataDirectory data = new DataDirectory(folder).prepare();
        server = EmbeddedPostgres.start(data, DataDirectoryLock.acquire(data));
        fresh();
    }

    /** Goes on with an empty database. */
    void fresh() {
        name = "bench_" + UUID.randomUUID().toString().replace("-", "");
        DatabaseLogin superuser = server.superuser();
        try (Connection connection =
                        DriverManager.getConnection(server.jdbcUrl("postgres"), superuser.user(), superuser.password());
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + " owner " + server.owner().user());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        Flyway.configure()
                .dataSource(url(), server.owner().user(), server.owner().password())
                .schemas("sillok", "vault")
                .placeholders(Map.of("appRole", server.application().user()))
                .load()
                .migrate();
    }

    String url() {
        return server.jdbcUrl(name);
    }

    public DatabaseLogin app() {
        return server.application();
    }

    public DataSource dataSource(DatabaseLogin login) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url());
        source.setUser(login.user());
        source.setPassword(login.password());
        source.setCurrentSchema("sillok,public");
        return source;
    }

    public DataSource owner() {
        return dataSource(server.owner());
    }

    @Override
    public void close() {
        server.close();
    }
}
