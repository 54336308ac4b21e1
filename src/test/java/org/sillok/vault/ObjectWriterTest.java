package org.sillok.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sillok.crypto.Sha2;
import org.sillok.storage.Draft;
import org.sillok.storage.FaultyObjectStore;
import org.sillok.storage.ObjectName;
import org.sillok.storage.ObjectStore;
import org.sillok.storage.StorageException;
import org.sillok.storage.StorageUnavailableException;

class ObjectWriterTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            ints = {0, 1, 10_240, 65_535, 65_536, 65_537, 327_679, 327_680, 327_681, 589_824, 1_500_000, 5_000_001})
    void onePassFindsWhatSeparatePassesFind(int length) throws IOException {
        ObjectStore store = ObjectFixture.store(directory);
        byte[] plain = ObjectFixture.plain(length);
        for (InputStream source : List.of(new ByteArrayInputStream(plain), new Trickle(plain))) {
            ObjectKey key = ObjectFixture.freshKey();
            StoredObject stored = ObjectFixture.stored(store, key, source);
            assertThat(stored.object()).isEqualTo(key.object());
            assertThat(stored.length()).isEqualTo(length);
            assertThat(stored.sha256()).isEqualTo(Sha2.sha256(plain));
            assertThat(stored.sha512()).isEqualTo(Sha2.sha512(plain));
            byte[] cipher = cipher(store, key);
            assertThat(stored.cipherLength()).isEqualTo(cipher.length);
            assertThat(stored.cipherSha256()).isEqualTo(Sha2.sha256(cipher));
            assertThat(ObjectCipher.storedLength(length)).isEqualTo(cipher.length);
            try (InputStream read = new ObjectReader(store).read(key, length, stored.sha256())) {
                assertThat(read.readAllBytes()).isEqualTo(plain);
            }
        }
    }

    @Test
    void manyLargeFilesAtOnceShareTheFewLanes() throws Exception {
        ObjectStore store = ObjectFixture.store(directory);
        ObjectWriter writer = ObjectFixture.writer(1);
        byte[] plain = ObjectFixture.plain(4_000_000);
        List<Callable<StoredObject>> writes = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            writes.add(() -> {
                ObjectKey key = ObjectFixture.freshKey();
                try (Draft draft = store.draft(ObjectName.of(key.object()))) {
                    return writer.write(key, new ByteArrayInputStream(plain), draft);
                }
            });
        }
        ExecutorService pool = Executors.newFixedThreadPool(6);
        try {
            for (Future<StoredObject> stored : pool.invokeAll(writes)) {
                assertThat(stored.get().sha512()).isEqualTo(Sha2.sha512(plain));
                assertThat(stored.get().sha256()).isEqualTo(Sha2.sha256(plain));
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void equalFilesAreStoredDifferently() throws IOException {
        ObjectStore store = ObjectFixture.store(directory);
        byte[] plain = ObjectFixture.plain(1000);
        StoredObject first = ObjectFixture.stored(store, ObjectFixture.freshKey(), plain);
        StoredObject second = ObjectFixture.stored(store, ObjectFixture.freshKey(), plain);
        assertThat(first.sha256()).isEqualTo(second.sha256());
        assertThat(first.cipherSha256()).isNotEqualTo(second.cipherSha256());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 65_536, 400_000, 3_000_000})
    void brokenSourceIsTheSourcesFailureAndLeavesNothing(int good) {
        ObjectStore store = ObjectFixture.store(directory);
        InputStream source = new FilterInputStream(new ByteArrayInputStream(ObjectFixture.plain(good))) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int count = super.read(target, offset, length);
                if (count < 0) {
                    throw new IOException("connection reset");
                }
                return count;
            }
        };
        assertThatThrownBy(() -> ObjectFixture.stored(store, ObjectFixture.freshKey(), source))
                .isInstanceOf(IOException.class)
                .hasMessage("connection reset");
        assertThat(store.list("")).isEmpty();
        assertThat(store.sweepDrafts(Duration.ofDays(-1))).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {10_000, 700_000})
    void everyFailingWriteOfTheStoreLeavesAWholeObjectOrNone(int length) throws IOException {
        byte[] plain = ObjectFixture.plain(length);
        FaultyObjectStore store = new FaultyObjectStore(ObjectFixture.store(directory));
        ObjectFixture.stored(store, ObjectFixture.freshKey(), plain);
        int writes = store.writes();
        assertThat(writes).isGreaterThan(2);
        for (FaultyObjectStore.Outcome outcome : FaultyObjectStore.Outcome.values()) {
            for (int failing = 1; failing <= writes; failing++) {
                store.failAt(failing, outcome);
                ObjectKey key = ObjectFixture.freshKey();
                assertThatThrownBy(() -> ObjectFixture.stored(store, key, plain))
                        .isInstanceOf(StorageUnavailableException.class);
                store.heal();
                boolean published = failing == writes && outcome == FaultyObjectStore.Outcome.PERSISTED;
                assertThat(store.stat(ObjectName.of(key.object())).isPresent()).isEqualTo(published);
                if (published) {
                    try (InputStream read = new ObjectReader(store).read(key, length, Sha2.sha256(plain))) {
                        assertThat(read.readAllBytes()).isEqualTo(plain);
                    }
                }
                assertThat(store.sweepDrafts(Duration.ofDays(-1))).isZero();
            }
        }
    }

    @Test
    void noPlainTextIsEverOnDisk() throws IOException {
        String marker = "SECRET-진술-0123456789abcdef";
        byte[] plain = marker.repeat(60_000).getBytes(StandardCharsets.UTF_8);
        ObjectStore store = ObjectFixture.store(directory);
        byte[] needle = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
        InputStream watched = new FilterInputStream(new ByteArrayInputStream(plain)) {
            private int reads;

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                if (reads++ % 4 == 3) {
                    assertNowhere(needle);
                }
                return super.read(target, offset, length);
            }
        };
        ObjectFixture.stored(store, ObjectFixture.freshKey(), watched);
        assertNowhere(needle);

        // A process that dies leaves its draft.
        ObjectKey key = ObjectFixture.freshKey();
        Draft abandoned = store.draft(ObjectName.of(key.object()));
        ObjectFixture.writer(0).write(key, new ByteArrayInputStream(plain), abandoned);
        assertThat(abandoned.body()).isNotNull();
        assertNowhere(needle);
        assertThat(ObjectFixture.store(directory).sweepDrafts(Duration.ofDays(-1)))
                .isEqualTo(1);
    }

    @Test
    void fullStoreFailsAsTheStoreNotAsTheSource() {
        FaultyObjectStore store = new FaultyObjectStore(ObjectFixture.store(directory));
        store.failFrom(3, FaultyObjectStore.Outcome.LOST);
        assertThatThrownBy(() -> ObjectFixture.stored(store, ObjectFixture.freshKey(), ObjectFixture.plain(2_000_000)))
                .isInstanceOf(StorageException.class);
    }

    private void assertNowhere(byte[] needle) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertThat(bytes.contains(new String(needle, StandardCharsets.ISO_8859_1)))
                        .as(file.toString())
                        .isFalse();
            }
        }
    }

    private static byte[] cipher(ObjectStore store, ObjectKey key) throws IOException {
        try (InputStream stream = Channels.newInputStream(store.open(ObjectName.of(key.object())))) {
            return stream.readAllBytes();
        }
    }

    /** A slow network: a few bytes at a time. */
    private static final class Trickle extends ByteArrayInputStream {
        Trickle(byte[] bytes) {
            super(Arrays.copyOf(bytes, bytes.length));
        }

        @Override
        public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(length, 1 + pos % 9_001));
        }
    }
}
