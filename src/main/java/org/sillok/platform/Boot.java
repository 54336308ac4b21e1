package org.sillok.platform;

import io.quarkus.runtime.Quarkus;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.sillok.kernel.Ids;
import org.sillok.platform.postgres.DatabaseLogin;
import org.sillok.platform.postgres.EmbeddedPostgres;
import org.sillok.storage.ReplicaS3Config;
import org.sillok.storage.S3Config;

/**
 * Everything that must stand before Quarkus starts: the data directory and its lock, the database, the token issuer's key.
 * What Quarkus needs to know is set as system properties while this is open, and removed when it closes.
 */
public final class Boot {
    /** Whether a start with the owner's login migrates a database that is configured; without, it has to be done already. */
    public static final String MIGRATE = "quarkus.flyway.migrate-at-start";

    private static final String HIGH_WATER_MARK = "sillok.log.high-water-mark";

    private final Map<String, String> properties = new LinkedHashMap<>();
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    private Boot() {}

    /**
     * Runs {@code service} while everything stands, and takes it down afterwards. A signal that ends this process waits for that:
     * whoever sees the process gone may copy the files of the database. {@code service} must not call {@link System#exit}, which
     * would wait for itself.
     *
     * @throws StartFailure with one line for the operator; nothing is left running then
     */
    public static void during(Runnable service) {
        CountDownLatch closed = new CountDownLatch(1);
        Boot boot = open();
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> await(closed), "sillok-closing"));
            service.run();
        } finally {
            boot.close();
            closed.countDown();
        }
    }

    private static void await(CountDownLatch closed) {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Boot open() {
        Boot boot = new Boot();
        try {
            boot.start(configuration());
            return boot;
        } catch (IOException e) {
            boot.close();
            throw new StartFailure("Sillok cannot start: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            boot.close();
            throw e;
        }
    }

    /** The configuration as Quarkus will see it, read before Quarkus is there. */
    public static SmallRyeConfig configuration() {
        try {
            SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                    .addDefaultInterceptors()
                    .addSystemSources()
                    .addDiscoveredConverters()
                    .withMapping(DatabaseConfig.class)
                    .withMapping(OidcConfig.class)
                    .withMapping(S3Config.class)
                    .withMapping(ReplicaS3Config.class);
            URL defaults = Objects.requireNonNull(Boot.class.getResource("/application.properties"));
            builder.withSources(new PropertiesConfigSource(defaults, 250));
            Path local = Path.of("config", "application.properties");
            if (Files.exists(local)) {
                builder.withSources(new PropertiesConfigSource(local.toUri().toURL(), 260));
            }
            return builder.build();
        } catch (IOException e) {
            throw new StartFailure("The configuration cannot be read: " + e.getMessage(), e);
        }
    }

    /** The data directory that {@code configuration} names. */
    public static DataDirectory dataDirectory(SmallRyeConfig configuration) {
        return new DataDirectory(Path.of(configuration.getValue("sillok.data-dir", String.class)));
    }

    private void start(SmallRyeConfig configuration) throws IOException {
        DataDirectory data = dataDirectory(configuration).prepare();
        DataDirectoryLock held = DataDirectoryLock.acquire(data);
        parts.push(held);
        RestoreMarker.requireNone(data);
        checkPort(configuration);

        OidcConfig oidc = configuration.getConfigMapping(OidcConfig.class);
        DatabaseConfig database = configuration.getConfigMapping(DatabaseConfig.class);
        checkIssuer(oidc, database);

        properties.put("sillok.data-dir", data.root().toString());
        properties.put("sillok.replica-id", replicaId(data));
        if (configuration.getOptionalValue(HIGH_WATER_MARK, String.class).isEmpty()) {
            properties.put(HIGH_WATER_MARK, highWaterMark(data).toString());
        }
        if (database.url().isPresent()) {
            String url = database.url().get();
            DatabaseLogin app = database.app().resolve("app");
            DatabaseLogin owner = database.owner().isGiven() ? database.owner().resolve("owner") : null;
            DatabaseCheck.check(url, owner, app);
            if (owner == null) {
                DatabaseMigration.requireCurrent(url, app);
                properties.putAll(databaseSettings(url, app));
            } else {
                if (!configuration.getValue(MIGRATE, Boolean.class)) {
                    // Seen by the owner: whoever migrated before need not have let the service's role see it.
                    DatabaseMigration.requireCurrent(url, owner);
                }
                properties.putAll(databaseSettings(url, owner, app));
            }
            if (database.eraser().username().isPresent()) {
                DatabaseLogin eraser = database.eraser().resolve("eraser");
                DatabaseCheck.checkEraser(url, owner, app, eraser);
                properties.putAll(eraserSettings(eraser));
            }
        } else {
            EmbeddedPostgres server = EmbeddedPostgres.start(data, held);
            parts.push(server);
            server.onUnexpectedEnd(() -> {
                System.err.println("sillok: PostgreSQL ended by itself; stopping, so that a new start can recover.");
                Quarkus.asyncExit(1);
            });
            properties.putAll(databaseSettings(server.jdbcUrl(), server.owner(), server.application()));
            properties.putAll(eraserSettings(server.eraser()));
        }
        properties.putAll(issuerSettings(oidc, data));
        properties.forEach(System::setProperty);
    }

    /** What Quarkus needs to work as {@code app} and to migrate as {@code owner}. */
    static Map<String, String> databaseSettings(String url, DatabaseLogin owner, DatabaseLogin app) {
        return Map.of(
                "quarkus.datasource.jdbc.url", url,
                "quarkus.datasource.username", app.user(),
                "quarkus.datasource.password", app.password(),
                "quarkus.flyway.username", owner.user(),
                "quarkus.flyway.password", owner.password(),
                "quarkus.flyway.placeholders.\"appRole\"", app.user());
    }

    /** What Quarkus needs to work as {@code app} on a database that others migrate. */
    private static Map<String, String> databaseSettings(String url, DatabaseLogin app) {
        return Map.of(
                "quarkus.datasource.jdbc.url",
                url,
                "quarkus.datasource.username",
                app.user(),
                "quarkus.datasource.password",
                app.password(),
                MIGRATE,
                "false");
    }

    /** What the vault needs to destroy keys as {@code eraser}. */
    static Map<String, String> eraserSettings(DatabaseLogin eraser) {
        return Map.of(
                "sillok.vault.eraser.username", eraser.user(),
                "sillok.vault.eraser.password", eraser.password());
    }

    private static Map<String, String> issuerSettings(OidcConfig config, DataDirectory data) {
        if (config.issuerUrl().isEmpty()) {
            return LocalIssuerKey.loadOrCreate(data).verifierSettings(config.audience());
        }
        return Map.of(
                "quarkus.oidc.tenant-enabled", "true",
                "quarkus.oidc.auth-server-url", config.issuerUrl().get(),
                "quarkus.oidc.token.audience", config.audience(),
                // A token signed with a key that is not known yet makes the program ask for the provider's keys, this
                // often.
                "quarkus.oidc.token.forced-jwk-refresh-interval", "30S",
                // Tokens are judged here, by signature and claims; the provider does not learn who uses one, and when.
                "quarkus.oidc.token.allow-jwt-introspection", "false",
                "quarkus.oidc.token.allow-opaque-token-introspection", "false");
    }

    /** Whoever runs the local issuer can act as anybody: that is so in the embedded default, and elsewhere only if it is said. */
    static void checkIssuer(OidcConfig oidc, DatabaseConfig database) {
        if (database.url().isPresent() && oidc.issuerUrl().isEmpty() && !oidc.localIssuer()) {
            throw new StartFailure(
                    "This database is not the program's own, and no OpenID provider issues the tokens: name one with"
                            + " SILLOK_OIDC_ISSUER_URL, or set SILLOK_OIDC_LOCAL_ISSUER=true if whoever runs this"
                            + " machine may act as anybody.");
        }
    }

    /** Names this replica in access streams: random, and the same for as long as the data directory lives. */
    private static String replicaId(DataDirectory data) throws IOException {
        return data.secret("replica-id", () -> Ids.fresh("rep", PlatformBeans.secureRandomness()));
    }

    /**
     * Where the log keeps what it last signed, away from the data directory and its backups: in the user's state folder,
     * or beside the data directory for a user without a home (as in many containers).
     */
    static Path highWaterMark(DataDirectory data) {
        Path beside = data.root().resolveSibling(data.root().getFileName() + ".high-water-mark");
        if (Files.isDirectory(beside)) {
            return beside;
        }
        try {
            return writable(Path.of(System.getProperty("user.home"), ".local", "state", "sillok"));
        } catch (IOException e) {
            try {
                return writable(beside);
            } catch (IOException again) {
                throw new StartFailure(
                        "Neither " + beside
                                + " nor a folder in this user's home can be written: name a folder outside the"
                                + " data directory for the log's high-water mark with SILLOK_LOG_HIGH_WATER_MARK.",
                        again);
            }
        }
    }

    private static Path writable(Path folder) throws IOException {
        PrivateFiles.folder(folder);
        Files.delete(Files.createTempFile(folder, ".probe", ""));
        return folder;
    }

    private static void checkPort(SmallRyeConfig configuration) {
        int port = configuration
                .getOptionalValue("quarkus.http.port", Integer.class)
                .orElse(8080);
        String host = configuration.getValue("quarkus.http.host", String.class);
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (IOException e) {
            throw new StartFailure(
                    "Port " + port + " on " + host + " cannot be used (" + e.getMessage()
                            + "): stop the other program, or choose another port with QUARKUS_HTTP_PORT.",
                    e);
        }
    }

    private void close() {
        properties.keySet().forEach(System::clearProperty);
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                // The parts end with the process; the next start puts right what is left.
                System.err.println("sillok: " + e.getMessage());
            }
        }
    }
}
