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

    StorageBeans(StorageConfig config, S3Config s3, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.s3 = S3SettingsCheck.isUsed(s3) ? Optional.of(new S3Stores(s3, clock)) : Optional.empty();
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
