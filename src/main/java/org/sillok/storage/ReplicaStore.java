package org.sillok.storage;

import java.util.Optional;

/**
 * The replica: a second store that has a copy of what the evidence store has, apart from it. Optional; nothing is served
 * from it.
 */
public final class ReplicaStore {
    private final Optional<ObjectStore> store;

    public ReplicaStore(Optional<ObjectStore> store) {
        this.store = store;
    }

    /** Empty if none is configured. */
    public Optional<ObjectStore> store() {
        return store;
    }
}
