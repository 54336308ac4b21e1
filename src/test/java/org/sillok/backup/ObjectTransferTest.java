package org.sillok.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.crypto.Sha2;
import org.sillok.kernel.Digest;
import org.sillok.storage.FaultyObjectStore;
import org.sillok.storage.FileSystemObjectStore;
import org.sillok.storage.ObjectName;
import org.sillok.storage.StorageUnavailableException;

/** One sector that cannot be read is no reason to have no backup. */
class ObjectTransferTest {
    private final RuntimeException badSector = new StorageUnavailableException("a bad sector");

    @TempDir
    Path temporary;

    private FaultyObjectStore store(String name) {
        return new FaultyObjectStore(new FileSystemObjectStore(temporary.resolve(name), Clock.systemUTC()));
    }

    private FaultyObjectStore full() {
        FaultyObjectStore store = store("source");
        for (int i = 0; i < 10; i++) {
            store.put(name(i), bytes(i));
        }
        return store;
    }

    private static ObjectName name(int number) {
        return new ObjectName("content/" + number);
    }

    private static byte[] bytes(int number) {
        return ("object " + number).getBytes(StandardCharsets.US_ASCII);
    }

    private static Optional<Digest> digest(int number) {
        return Optional.of(Sha2.sha256(bytes(number)));
    }

    @Test
    void aCopyThatCannotBeReadIsMadeAnew() throws IOException {
        FaultyObjectStore target = store("target");
        ObjectTransfer transfer = new ObjectTransfer(full(), target);
        assertThat(transfer.bring(name(1), digest(1))).isEqualTo(digest(1));
        target.failReadsOf(name(1), badSector);
        for (Optional<Digest> known : List.of(digest(1), Optional.<Digest>empty())) {
            assertThat(transfer.bring(name(1), known)).isEqualTo(digest(1));
        }
        assertThat(transfer.copied()).isEqualTo(3);
        target.heal();
        assertThat(ObjectTransfer.digest(target, name(1))).isEqualTo(digest(1).orElseThrow());
    }

    @Test
    void anObjectThatCannotBeReadIsLostAndOneAfterTheOtherAreAnOutage() throws IOException {
        FaultyObjectStore source = full();
        ObjectTransfer transfer = new ObjectTransfer(source, store("target"));
        for (int i : new int[] {1, 2, 3, 4, 6, 7, 8, 9}) {
            source.failReadsOf(name(i), badSector);
        }
        for (int i = 0; i < 10; i++) {
            assertThat(transfer.bring(name(i), digest(i))).isEqualTo(i % 5 == 0 ? digest(i) : Optional.empty());
        }
        source.failReadsOf(name(0), badSector);
        assertThat(transfer.bring(name(0), digest(0))).as("the copy is good").isEqualTo(digest(0));
        assertThatThrownBy(() -> transfer.bring(name(1), digest(1))).isSameAs(badSector);
    }
}
