package org.sillok.backup;

import io.restassured.builder.MultiPartSpecBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Random;
import org.eclipse.microprofile.config.ConfigProvider;
import org.sillok.identity.TestParties.Actor;
import org.sillok.platform.TestPostgres;
import org.sillok.storage.ObjectStore;

/** The running repository of a test, seen from outside. */
@ApplicationScoped
class Repository {
    String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }

    Path dataDirectory() {
        return Path.of(setting("sillok.data-dir"));
    }

    /** Deposits a file; answers its item. */
    String item(Actor ngo, int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return ngo.request()
                .multiPart(
                        "metadata",
                        "{\"title\":{\"ko\":\"진술서\"},\"kind\":\"TESTIMONY\",\"languages\":[\"ko\"]}",
                        "application/json")
                .multiPart(new MultiPartSpecBuilder(bytes)
                        .controlName("file")
                        .fileName("statement.bin")
                        .mimeType("application/octet-stream")
                        .build())
                .post("/api/v1/items")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** Waits until everything is in the tree and signed. */
    void settle() throws InterruptedException {
        for (int i = 0; i < 600; i++) {
            if (text("select count(*) from sillok.log_outbox").equals("0")
                    && text("select count(*) from sillok.log_tree where size <> coalesce(signed_size, 0)")
                            .equals("0")) {
                return;
            }
            Thread.sleep(50);
        }
        throw new IllegalStateException("the log does not settle");
    }

    long size() {
        return Long.parseLong(text("select size from sillok.log_tree"));
    }

    String text(String sql) {
        return text(setting("quarkus.datasource.jdbc.url"), sql);
    }

    /** Changes the database behind the service's back. */
    void run(String sql) {
        try (Connection connection = superuser(setting("quarkus.datasource.jdbc.url"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection superuser(String url) throws SQLException {
        return DriverManager.getConnection(
                url,
                System.getProperty("sillok.test.postgres.superuser.user"),
                System.getProperty("sillok.test.postgres.superuser.password"));
    }

    static String text(String url, String sql) {
        try (Connection connection = superuser(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An empty place beside this repository. */
    static RestoreTarget target(String restore, TestPostgres.Database database, Path data, ObjectStore objects) {
        return new RestoreTarget(
                restore,
                database.url(),
                database.owner().user(),
                database.owner().password(),
                database.app().user(),
                objects,
                name -> Optional.empty(),
                data);
    }
}
