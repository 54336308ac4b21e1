package org.sillok.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;

/** Chooses the object stores: one for evidence, one for what is not evidence yet. */
@ApplicationScoped
class StorageBeans {
    private final StorageConfig config;
    private final Clock clock;

    StorageBeans(StorageConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    @Produces
    @Singleton
    ObjectStore evidence() {
        requireApart();
        return new FileSystemObjectStore(config.directory(), clock);
    }

    @Produces
    @Singleton
    @Staging
    ObjectStore staging() {
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
