package org.sillok.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Chooses the object store. */
@ApplicationScoped
class StorageBeans {
    @Produces
    @Singleton
    ObjectStore objectStore(StorageConfig config, Clock clock) {
        return new FileSystemObjectStore(config.directory(), clock);
    }
}
