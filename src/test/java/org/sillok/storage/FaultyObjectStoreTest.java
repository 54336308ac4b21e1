package org.sillok.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The wrapper without faults keeps the contract; with faults it does what its words say. */
class FaultyObjectStoreTest extends ObjectStoreContract {
    private static final ObjectName NAME = new ObjectName("a");

    @TempDir
    Path directory;

    @Override
    FaultyObjectStore emptyStore() {
        return new FaultyObjectStore(new FileSystemObjectStore(directory, Clock.systemUTC()));
    }

    @Override
    ObjectStore sameStoreElsewhere() {
        return emptyStore();
    }

    @Test
    void lostWriteLeavesNothingAndCanBeRepeated() throws IOException {
        FaultyObjectStore store = emptyStore();
        store.failAt(1, FaultyObjectStore.Outcome.LOST);
        assertThatThrownBy(() -> store.put(NAME, bytes(9, 1))).isInstanceOf(StorageUnavailableException.class);
        assertThat(store.stat(NAME)).isEmpty();
        store.put(NAME, bytes(9, 1));
        assertThat(read(store, NAME)).isEqualTo(bytes(9, 1));
    }

    @Test
    void failedButPersistedWriteCanBeRepeated() throws IOException {
        FaultyObjectStore store = emptyStore();
        store.failAt(1, FaultyObjectStore.Outcome.PERSISTED);
        assertThatThrownBy(() -> store.put(NAME, bytes(9, 1))).isInstanceOf(StorageUnavailableException.class);
        assertThat(read(store, NAME)).isEqualTo(bytes(9, 1));
        store.put(NAME, bytes(9, 1));
        assertThat(store.writes()).isEqualTo(2);
    }

    @Test
    void abandonedDraftOfAFullStoreLeavesNothing() {
        FaultyObjectStore store = emptyStore();
        store.failWith(new StorageFullException(new IOException("No space left on device")));
        assertThatThrownBy(() -> write(NAME, new byte[1], store)).isInstanceOf(StorageFullException.class);
        assertThat(store.list("")).isEmpty();
        assertThat(store.sweepDrafts(Duration.ofDays(-1))).isZero();
    }

    private static void write(ObjectName name, byte[] bytes, ObjectStore store) throws IOException {
        try (Draft draft = store.draft(name)) {
            draft.body().write(bytes);
            draft.publish();
        }
    }
}
