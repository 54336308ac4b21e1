package org.sillok.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.crypto.Sha2;
import org.sillok.kernel.ObjectId;
import org.sillok.storage.FaultyObjectStore;
import org.sillok.storage.ObjectName;
import org.sillok.storage.StorageUnavailableException;

class ObjectReaderTest {
    private static final int SEGMENT = 64 * 1024;
    /** Header and tag of the first segment; the other segments have the tag alone. */
    private static final int FIRST_PLAIN = SEGMENT - 40 - 16;

    private static final int NEXT_PLAIN = SEGMENT - 16;

    @TempDir
    Path directory;

    private FaultyObjectStore store;
    private ObjectReader reader;

    @BeforeEach
    void open() {
        store = new FaultyObjectStore(ObjectFixture.store(directory));
        reader = new ObjectReader(store);
    }

    @Test
    void anyRangeAroundAnySegmentBorderEqualsThePlainBytes() throws IOException {
        byte[] plain = ObjectFixture.plain(FIRST_PLAIN + 2 * NEXT_PLAIN + 100);
        ObjectKey key = ObjectFixture.freshKey();
        ObjectFixture.stored(store, key, plain);
        List<Integer> positions = new ArrayList<>();
        for (int border :
                new int[] {0, FIRST_PLAIN, FIRST_PLAIN + NEXT_PLAIN, FIRST_PLAIN + 2 * NEXT_PLAIN, plain.length}) {
            for (int offset = -20; offset <= 20; offset++) {
                if (border + offset >= 0 && border + offset <= plain.length) {
                    positions.add(border + offset);
                }
            }
        }
        try (SeekableByteChannel channel = reader.open(key, plain.length)) {
            assertThat(channel.size()).isEqualTo(plain.length);
            for (int from : positions) {
                for (int length : new int[] {0, 1, 19, 40, NEXT_PLAIN, NEXT_PLAIN + 1}) {
                    int until = Math.min(plain.length, from + length);
                    assertThat(range(channel, from, until - from)).isEqualTo(Arrays.copyOfRange(plain, from, until));
                }
            }
            channel.position(plain.length);
            assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }

    @Test
    void sizesAroundTheBordersRoundTrip() throws IOException {
        for (int border : new int[] {0, FIRST_PLAIN, FIRST_PLAIN + NEXT_PLAIN}) {
            for (int offset = -2; offset <= 2; offset++) {
                if (border + offset >= 0) {
                    byte[] plain = ObjectFixture.plain(border + offset);
                    ObjectKey key = ObjectFixture.freshKey();
                    StoredObject stored = ObjectFixture.stored(store, key, plain);
                    try (InputStream stream = reader.read(key, plain.length, stored.sha256())) {
                        assertThat(stream.readAllBytes()).isEqualTo(plain);
                        assertThat(stream.read()).isEqualTo(-1);
                    }
                }
            }
        }
    }

    @Test
    void everyFlippedByteOfASmallObjectIsRefused() throws IOException {
        byte[] plain = ObjectFixture.plain(50);
        ObjectKey key = ObjectFixture.freshKey();
        StoredObject stored = ObjectFixture.stored(store, key, plain);
        byte[] cipher = Files.readAllBytes(file(key));
        for (int i = 0; i < cipher.length; i++) {
            byte[] changed = cipher.clone();
            changed[i] ^= 1;
            Files.write(file(key), changed);
            assertRefused(key, stored);
        }
        Files.write(file(key), cipher);
        assertThat(check(stored)).isInstanceOf(Fixity.Intact.class);
    }

    @Test
    void flippedBytesOfALargeObjectAreRefusedAndTheRestStaysReadable() throws IOException {
        byte[] plain = ObjectFixture.plain(FIRST_PLAIN + 2 * NEXT_PLAIN);
        ObjectKey key = ObjectFixture.freshKey();
        StoredObject stored = ObjectFixture.stored(store, key, plain);
        byte[] cipher = Files.readAllBytes(file(key));
        for (int at : new int[] {
            0,
            1,
            32,
            33,
            39,
            40,
            5_000,
            SEGMENT - 1,
            SEGMENT,
            2 * SEGMENT - 1,
            2 * SEGMENT,
            cipher.length - 17,
            cipher.length - 1
        }) {
            byte[] changed = cipher.clone();
            changed[at] ^= (byte) 0x80;
            Files.write(file(key), changed);
            assertRefused(key, stored);
        }
        // The middle segment is still altered in none of these: reading the first needs only the first.
        byte[] changed = cipher.clone();
        changed[2 * SEGMENT + 5] ^= 1;
        Files.write(file(key), changed);
        try (SeekableByteChannel channel = reader.open(key, plain.length)) {
            assertThat(range(channel, 10, 100)).isEqualTo(Arrays.copyOfRange(plain, 10, 110));
            assertThatThrownBy(() -> range(channel, FIRST_PLAIN + NEXT_PLAIN, 1))
                    .isInstanceOf(ObjectDamagedException.class);
        }
    }

    @Test
    void everyTruncationIsRefused() throws IOException {
        byte[] plain = ObjectFixture.plain(FIRST_PLAIN + NEXT_PLAIN + 50);
        ObjectKey key = ObjectFixture.freshKey();
        StoredObject stored = ObjectFixture.stored(store, key, plain);
        byte[] cipher = Files.readAllBytes(file(key));
        for (int length :
                new int[] {0, 39, 40, 56, SEGMENT - 1, SEGMENT, SEGMENT + 1, 2 * SEGMENT, cipher.length - 1}) {
            Files.write(file(key), Arrays.copyOf(cipher, length));
            assertRefused(key, stored);
        }
        Files.write(file(key), Arrays.copyOf(cipher, cipher.length + 1));
        assertRefused(key, stored);
    }

    @Test
    void truncationAtASegmentBorderIsRefusedEvenIfTheRecordedLengthWasTruncatedToo() throws IOException {
        byte[] plain = ObjectFixture.plain(FIRST_PLAIN + NEXT_PLAIN + 50);
        ObjectKey key = ObjectFixture.freshKey();
        ObjectFixture.stored(store, key, plain);
        byte[] cipher = Files.readAllBytes(file(key));
        Files.write(file(key), Arrays.copyOf(cipher, 2 * SEGMENT));
        int shorter = FIRST_PLAIN + NEXT_PLAIN;
        try (InputStream stream = reader.read(key, shorter, Sha2.sha256(Arrays.copyOf(plain, shorter)))) {
            assertThatThrownBy(stream::readAllBytes).isInstanceOf(ObjectDamagedException.class);
        }
    }

    @Test
    void exchangedSegmentsAreRefused() throws IOException {
        byte[] plain = ObjectFixture.plain(FIRST_PLAIN + 3 * NEXT_PLAIN);
        ObjectKey key = ObjectFixture.freshKey();
        StoredObject stored = ObjectFixture.stored(store, key, plain);
        byte[] cipher = Files.readAllBytes(file(key));
        byte[] swapped = cipher.clone();
        System.arraycopy(cipher, SEGMENT, swapped, 2 * SEGMENT, SEGMENT);
        System.arraycopy(cipher, 2 * SEGMENT, swapped, SEGMENT, SEGMENT);
        Files.write(file(key), swapped);
        assertRefused(key, stored);
    }

    @Test
    void objectUnderAnotherNameOrSubjectIsRefused() throws IOException {
        byte[] plain = ObjectFixture.plain(1000);
        ObjectKey key = ObjectFixture.freshKey("itm_one");
        ObjectFixture.stored(store, key, plain);
        ObjectKey other = ObjectFixture.transplanted(key, "itm_two", key.object());
        assertThatThrownBy(() -> firstByte(other, plain.length)).isInstanceOf(ObjectDamagedException.class);

        ObjectId elsewhere = ObjectId.fresh(ObjectFixture.RANDOMNESS);
        store.put(ObjectName.of(elsewhere), Files.readAllBytes(file(key)));
        ObjectKey moved = ObjectFixture.transplanted(key, "itm_one", elsewhere);
        assertThatThrownBy(() -> firstByte(moved, plain.length)).isInstanceOf(ObjectDamagedException.class);
        assertThat(firstByte(key, plain.length)).isEqualTo(plain[0]);
    }

    @Test
    void wrongDigestIsFoundBeforeTheLastPortionIsGivenOut() throws IOException {
        for (int length : new int[] {1, 1000, SEGMENT, 3 * SEGMENT, 3 * SEGMENT + 1}) {
            byte[] plain = ObjectFixture.plain(length);
            ObjectKey key = ObjectFixture.freshKey();
            ObjectFixture.stored(store, key, plain);
            ByteArrayOutputStream given = new ByteArrayOutputStream();
            try (InputStream stream = reader.read(key, length, Sha2.sha256(new byte[] {9}))) {
                assertThatThrownBy(() -> stream.transferTo(given)).isInstanceOf(ObjectDamagedException.class);
                assertThatThrownBy(stream::read).isInstanceOf(IOException.class);
            }
            assertThat(given.size()).isLessThan(length);
            assertThat(length - given.size()).isLessThanOrEqualTo(SEGMENT);
        }
    }

    @Test
    void fixityNamesWhatHappened() throws IOException {
        ObjectKey key = ObjectFixture.freshKey();
        StoredObject stored = ObjectFixture.stored(store, key, ObjectFixture.plain(700_000));
        assertThat(check(stored)).isEqualTo(new Fixity.Intact());
        byte[] cipher = Files.readAllBytes(file(key));
        byte[] changed = cipher.clone();
        changed[600_000] ^= 1;
        Files.write(file(key), changed);
        assertThat(check(stored)).isEqualTo(new Fixity.OtherDigest());
        Files.write(file(key), Arrays.copyOf(cipher, 70));
        assertThat(check(stored)).isEqualTo(new Fixity.OtherLength(70));
        Files.delete(file(key));
        assertThat(check(stored)).isEqualTo(new Fixity.Missing());
    }

    @Test
    void missingObjectIsDamagedAndAnUnreachableStoreIsNot() throws IOException {
        ObjectKey key = ObjectFixture.freshKey();
        StoredObject stored = ObjectFixture.stored(store, key, ObjectFixture.plain(10));
        store.failReads();
        assertThatThrownBy(() -> reader.open(key, 10)).isInstanceOf(StorageUnavailableException.class);
        assertThatThrownBy(() -> check(stored)).isInstanceOf(StorageUnavailableException.class);
        store.heal();
        store.discard(ObjectName.of(key.object()));
        assertThatThrownBy(() -> reader.open(key, 10)).isInstanceOf(ObjectDamagedException.class);
    }

    private void assertRefused(ObjectKey key, StoredObject stored) {
        assertThatThrownBy(() -> {
                    try (InputStream stream = reader.read(key, stored.length(), stored.sha256())) {
                        stream.readAllBytes();
                    }
                })
                .isInstanceOf(ObjectDamagedException.class);
        assertThat(check(stored)).isNotInstanceOf(Fixity.Intact.class);
    }

    private Fixity check(StoredObject stored) {
        return reader.check(stored.object(), stored.cipherLength(), stored.cipherSha256());
    }

    private byte firstByte(ObjectKey key, long length) throws IOException {
        try (SeekableByteChannel channel = reader.open(key, length)) {
            return range(channel, 0, 1)[0];
        }
    }

    private static byte[] range(SeekableByteChannel channel, long from, int length) throws IOException {
        channel.position(from);
        ByteBuffer range = ByteBuffer.allocate(length);
        while (range.hasRemaining()) {
            assertThat(channel.read(range)).isPositive();
        }
        return range.array();
    }

    private Path file(ObjectKey key) {
        return directory.resolve(ObjectName.of(key.object()).value());
    }
}
