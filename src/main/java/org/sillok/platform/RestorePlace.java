package org.sillok.platform;

import io.smallrye.config.SmallRyeConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.sillok.backup.RestoreTarget;
import org.sillok.kernel.Digest;
import org.sillok.kernel.Ids;
import org.sillok.platform.postgres.DatabaseLogin;
import org.sillok.platform.postgres.EmbeddedPostgres;
import org.sillok.storage.ObjectName;
import org.sillok.storage.ObjectStore;
import org.sillok.storage.ObjectStores;
import org.sillok.storage.ReplicaS3Config;
import org.sillok.storage.S3Config;
import org.sillok.storage.StorageSettingException;
import org.sillok.storage.StoreExamination;

/**
 * An empty data directory, held for a restore, with the database of the settings: its own server or another. Nothing of the
 * service runs; from the first change on until {@link #finish} the marker keeps it from starting.
 */
public final class RestorePlace implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(RestorePlace.class);

    private static final String HIGH_WATER_MARK = "sillok.log.high-water-mark";

    private final DataDirectory data;
    private final SmallRyeConfig configuration;
    private final RestoreMarker marker;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    private RestorePlace(DataDirectory data, SmallRyeConfig configuration, RestoreMarker marker) {
        this.data = data;
        this.configuration = configuration;
        this.marker = marker;
    }

    /**
     * Takes the place.
     *
     * @param manifest the backup that is to come here
     * @param options what the command line says of the log's later history
     * @throws StartFailure if the directory is in use, not empty, or the place of another restore
     */
    public static RestorePlace take(SmallRyeConfig configuration, Digest manifest, String options) {
        DataDirectory data = Boot.dataDirectory(configuration);
        try {
            Optional<RestoreMarker> begun = Files.exists(data.root()) ? RestoreMarker.read(data) : Optional.empty();
            if (begun.isEmpty()) {
                requireEmpty(data);
            } else if (!begun.get().manifest().equals(manifest.base64Url())) {
                throw new StartFailure("A restore of another backup into " + data
                        + " was not finished: repeat it with that backup, or remove the directory, empty the database and the"
                        + " bucket if they are elsewhere, and begin anew.");
            } else if (begun.get().writing() && !begun.get().options().equals(options)) {
                // What is there was written, or left, because of what was said then.
                throw new StartFailure("The restore into " + data + " was begun with other words about the log's later"
                        + " history ("
                        + (begun.get().options().isEmpty()
                                ? "none"
                                : begun.get().options())
                        + "): repeat it with those, or begin anew elsewhere.");
            }
            String restore =
                    begun.isPresent() ? begun.get().restore() : Ids.fresh("rst", PlatformBeans.secureRandomness());
            RestoreMarker marker = new RestoreMarker(
                    restore,
                    manifest.base64Url(),
                    options,
                    begun.filter(RestoreMarker::writing).isPresent());
            StoreExamination.examine(configuration.getConfigMapping(S3Config.class));
            data.prepare();
            RestorePlace place = new RestorePlace(data, configuration, marker);
            place.parts.push(DataDirectoryLock.acquire(data));
            marker.write(data);
            return place;
        } catch (IOException e) {
            throw new StartFailure("The data directory " + data + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static void requireEmpty(DataDirectory data) throws IOException {
        if (Files.exists(data.root())) {
            try (Stream<Path> files = Files.list(data.root())) {
                // The lock alone is what a cut-off before anything else leaves.
                if (files.anyMatch(file -> !file.endsWith("lock"))) {
                    throw new StartFailure("The data directory " + data
                            + " is not empty: a restore needs a new one (--data-dir, SILLOK_DATA_DIR).");
                }
            }
        }
    }

    /** Whether an earlier attempt of this restore may have written something. */
    public boolean isAgain() {
        return marker.writing();
    }

    /** Everything here was seen to be empty: from now on what is here is this restore's. */
    public void begin() {
        requireEmptyStaging();
        try {
            new RestoreMarker(marker.restore(), marker.manifest(), marker.options(), true).write(data);
        } catch (IOException e) {
            throw new StartFailure("The data directory " + data + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Starts the database, if it is this place's own, and says where everything belongs. */
    public RestoreTarget open() {
        DatabaseConfig database = configuration.getConfigMapping(DatabaseConfig.class);
        if (database.url().isPresent()) {
            DatabaseLogin owner = database.owner().resolve("owner");
            DatabaseLogin app = database.app().resolve("app");
            DatabaseCheck.check(database.url().get(), owner, app);
            return target(database.url().get(), owner, app);
        }
        DataDirectoryLock held = (DataDirectoryLock) Objects.requireNonNull(parts.peekLast());
        EmbeddedPostgres server = EmbeddedPostgres.start(data, held);
        parts.push(server);
        return target(server.jdbcUrl(), server.owner(), server.application());
    }

    /** A service that has this folder or bucket would lose its unfinished uploads to the sweep of the restored one. */
    private void requireEmptyStaging() {
        Optional<ObjectStore> bucket =
                ObjectStores.stagingBucket(configuration.getConfigMapping(S3Config.class), Clock.systemUTC());
        if (bucket.isPresent()) {
            requireEmpty(bucket.get());
            return;
        }
        Path staging = Path.of(configuration.getValue("sillok.storage.staging-directory", String.class));
        try {
            if (Files.isDirectory(staging)) {
                try (Stream<Path> files = Files.list(staging)) {
                    if (files.findAny().isPresent()) {
                        throw new StartFailure("The folder for unfinished uploads " + staging
                                + " is not empty: a restore needs one of its own"
                                + " (SILLOK_STORAGE_STAGING_DIRECTORY).");
                    }
                }
            }
        } catch (IOException e) {
            throw new StartFailure("The folder for unfinished uploads " + staging + " cannot be read.", e);
        }
    }

    static void requireEmpty(ObjectStore staging) {
        try (Stream<ObjectName> names = staging.list("")) {
            if (names.findAny().isPresent()) {
                throw new StartFailure("The bucket for unfinished uploads is not empty: a restore needs one of its own"
                        + " (SILLOK_STORAGE_S3_STAGING_BUCKET).");
            }
        }
    }

    private RestoreTarget target(String url, DatabaseLogin owner, DatabaseLogin app) {
        Path objects = Path.of(configuration.getValue("sillok.storage.directory", String.class));
        return new RestoreTarget(
                marker.restore(),
                url,
                owner.user(),
                owner.password(),
                app.user(),
                ObjectStores.evidence(objects, configuration.getConfigMapping(S3Config.class), Clock.systemUTC()),
                name -> configuration.getOptionalValue(name, String.class),
                data.root());
    }

    /**
     * The replica of the same settings, which may have survived with more of the log than the backup has.
     *
     * @throws StorageSettingException if its settings cannot be used
     */
    public Optional<ObjectStore> replica() {
        return ObjectStores.replica(
                configuration.getOptionalValue("sillok.storage.replica.directory", Path.class),
                configuration.getConfigMapping(ReplicaS3Config.class),
                Clock.systemUTC());
    }

    /** The folder in which the restored service will look for its log's high-water mark. */
    public Path highWaterMark() {
        return configuration
                .getOptionalValue(HIGH_WATER_MARK, String.class)
                .map(Path::of)
                .orElseGet(() -> Boot.highWaterMark(data));
    }

    /** The restore is complete: from now on a service may start here. */
    public void finish() {
        try {
            RestoreMarker.remove(data);
        } catch (IOException e) {
            throw new StartFailure("The data directory " + data + " cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                LOG.warnf("After the restore: %s", e.getMessage());
            }
        }
    }
}
