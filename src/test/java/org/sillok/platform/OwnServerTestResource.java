package org.sillok.platform;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sillok.platform.postgres.EmbeddedPostgres;

/**
 * Everything of an installation in one data directory, as {@code serve} does it: a PostgreSQL of its own as well, which nothing
 * else uses and a test may stop.
 */
public final class OwnServerTestResource implements QuarkusTestResourceLifecycleManager {
    private @Nullable EmbeddedPostgres server;
    private @Nullable DataDirectoryLock held;

    @Override
    public Map<String, String> start() {
        Path root = dataDirectory();
        DataDirectory data = new DataDirectory(root).prepare();
        DataDirectoryLock lock = DataDirectoryLock.acquire(data);
        held = lock;
        EmbeddedPostgres own = EmbeddedPostgres.start(data, lock);
        server = own;
        Map<String, String> settings =
                new HashMap<>(Boot.databaseSettings(own.jdbcUrl(), own.owner(), own.application()));
        settings.putAll(Boot.eraserSettings(own.eraser()));
        settings.putAll(LocalIssuerKey.loadOrCreate(data).verifierSettings("sillok"));
        settings.put("sillok.data-dir", root.toString());
        settings.put(
                "sillok.log.high-water-mark",
                root.resolveSibling(root.getFileName() + "-outside").toString());
        settings.put("sillok.replica-id", "rep_aaaaaaaaaaaaaaaaaaaaaaaaaa");
        return settings;
    }

    @Override
    public void stop() {
        Objects.requireNonNull(server).close();
        Objects.requireNonNull(held).close();
    }

    /** After the resource of all tests, so that what this one sets counts. */
    @Override
    public int order() {
        return 1;
    }

    private static Path dataDirectory() {
        try {
            Path parent = Files.createDirectories(Path.of("target", "test-data"));
            return Files.createTempDirectory(parent, "own-").toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
