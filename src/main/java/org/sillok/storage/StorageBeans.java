package org.sillok.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** Chooses the object stores: one for evidence, one for what is not evidence yet. */
@ApplicationScoped
class StorageBeans {
    private final StorageConfig config;
    private final Clock clock;
    private final Optional<S3Stores> s3;
    private final Optional<S3Stores> replicaS3;

    StorageBeans(StorageConfig config, S3Config s3, ReplicaS3Config replica, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.s3 = stores(s3, clock);
        this.replicaS3 = stores(replica, clock);
        ReplicaSettingsCheck.requireApart(config, s3, replica);
    }

    private static Optional<S3Stores> stores(S3Settings settings, Clock clock) {
        return S3SettingsCheck.isUsed(settings) ? Optional.of(new S3Stores(settings, clock)) : Optional.empty();
    }

    /** Evidence and staging in S3, if that is where they are kept. */
    Optional<S3Stores> s3() {
        return s3;
    }

    /** The replica in S3, if that is where it is kept. */
    Optional<S3Stores> replicaS3() {
        return replicaS3;
    }

    @Produces
    @Singleton
    ReplicaStore replica() {
        Optional<ObjectStore> directory = config.replicaDirectory().map(path -> new FileSystemObjectStore(path, clock));
        return new ReplicaStore(replicaS3.map(S3Stores::evidence).or(() -> directory));
    }

    @Produces
    @Singleton
    ObjectStore evidence() {
        if (s3.isPresent()) {
            return s3.get().evidence();
        }
        requireApart();
        return new FileSystemObjectStore(config.directory(), clock);
    }

    @Produces
    @Singleton
    @Staging
    ObjectStore staging() {
        if (s3.isPresent()) {
            return s3.get().staging();
        }
        requireApart();
        return new FileSystemObjectStore(config.stagingDirectory(), clock);
    }

    /** One within the other would list, sweep and discard what belongs to the other. */
    private void requireApart() {
        Path evidence = config.directory().toAbsolutePath().normalize();
        Path staging = config.stagingDirectory().toAbsolutePath().normalize();
        if (evidence.startsWith(staging) || staging.startsWith(evidence)) {
            throw new StorageSettingException("sillok.storage.directory and sillok.storage.staging-directory lie within"
                    + " each other: name two directories side by side.");
        }
    }
}
