package org.sillok.platform;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What {@code serve} gives the running program, for {@code @QuarkusTest}: a fresh database on the test server with both
 * roles, a token issuer, and a data directory of its own under {@code target}.
 */
public final class PostgresTestResource implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        TestPostgres.Database database = TestPostgres.freshDatabase(false);
        Path data = dataDirectory();
        Map<String, String> settings =
                new HashMap<>(Boot.databaseSettings(database.url(), database.owner(), database.app()));
        settings.putAll(Boot.eraserSettings(TestPostgres.eraser()));
        settings.putAll(LocalIssuerKey.loadOrCreate(new DataDirectory(data)).verifierSettings("sillok"));
        settings.put("sillok.data-dir", data.toString());
        settings.put(
                "sillok.log.high-water-mark",
                data.resolveSibling(data.getFileName() + "-outside").toString());
        settings.put("sillok.replica-id", "rep_aaaaaaaaaaaaaaaaaaaaaaaaaa");
        return settings;
    }

    @Override
    public void stop() {
        // The server ends with the JVM; the next run drops the databases.
    }

    private static Path dataDirectory() {
        try {
            Path parent = Files.createDirectories(Path.of("target", "test-data"));
            return Files.createTempDirectory(parent, "data-").toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
