package org.sillok.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The contract, and what is particular to a bucket, against a service that checks signatures, digests and conditions. */
@Execution(ExecutionMode.CONCURRENT)
class S3ObjectStoreTest extends ObjectStoreContract {
    private static final ObjectName NAME = new ObjectName("content/ab/obj_one");
    private static final int MEBIBYTE = 1024 * 1024;
    private static final int PART = 5 * MEBIBYTE + 64 * 1024;

    private final TestS3 service = new TestS3();
    private final HostileS3 oneWriteAtATime;

    S3ObjectStoreTest() throws IOException {
        oneWriteAtATime = new HostileS3(service.endpoint());
    }

    @AfterEach
    void stop() {
        oneWriteAtATime.close();
        service.close();
    }

    /** The service compares, and then writes: between the two another write may come, now and then. */
    @Override
    ObjectStore storeForMany() {
        Object lock = new Object();
        oneWriteAtATime.behave((asked, real) -> {
            synchronized (lock) {
                return real.answer(asked);
            }
        });
        return service.store(Map.of(
                "read-timeout", "PT20S", "endpoint", oneWriteAtATime.endpoint().toString()));
    }

    @Override
    ObjectStore emptyStore() {
        // Many large writes at a time keep a machine busy for longer than it takes to test silence.
        return service.store(Map.of("read-timeout", "PT20S"));
    }

    @Override
    ObjectStore sameStoreElsewhere() {
        return emptyStore();
    }

    @Test
    void largeObjectGoesInPartsAndReadsBackAtAnyPosition() throws IOException {
        ObjectStore store = emptyStore();
        byte[] bytes = bytes(23 * MEBIBYTE + 17, 1);
        write(NAME, bytes);
        assertThat(read(store, NAME)).isEqualTo(bytes);
        assertThat(store.stat(NAME)).map(ObjectInfo::length).contains((long) bytes.length);
        Random random = new Random(3);
        try (SeekableByteChannel channel = store.open(NAME)) {
            for (int round = 0; round < 60; round++) {
                int at = random.nextInt(bytes.length);
                int count = Math.min(random.nextInt(300_000), bytes.length - at);
                ByteBuffer read = random.nextBoolean() ? ByteBuffer.allocate(count) : ByteBuffer.allocateDirect(count);
                channel.position(at);
                while (read.hasRemaining()) {
                    assertThat(channel.read(read)).isPositive();
                }
                read.flip();
                assertThat(read).isEqualTo(ByteBuffer.wrap(bytes, at, count));
            }
        }
        assertThat(store.sweepDrafts(Duration.ofDays(-1))).isZero();
    }

    @Test
    void lengthsAroundOnePartAreKept() throws IOException {
        for (int length : new int[] {PART - 1, PART, PART + 1, 2 * PART}) {
            ObjectName name = new ObjectName("content/ab/obj_" + length);
            write(name, bytes(length, length));
            assertThat(read(emptyStore(), name)).as("%d", length).isEqualTo(bytes(length, length));
        }
    }

    @Test
    void aHundredDraftsThatWaitKeepLittle() throws IOException {
        ObjectStore store = emptyStore();
        List<S3Draft> drafts = new ArrayList<>();
        for (int number = 0; number < 100; number++) {
            S3Draft draft = (S3Draft) store.draft(new ObjectName("content/ab/obj_" + number));
            draft.body().write(bytes(number % 2 == 0 ? 2 * MEBIBYTE : MEBIBYTE / 4, number));
            draft.body().close();
            drafts.add(draft);
        }
        assertThat(drafts.stream().mapToLong(S3Draft::kept).sum()).isLessThan(16L * MEBIBYTE);
        drafts.forEach(S3Draft::publish);
        assertThat(drafts.stream().mapToLong(S3Draft::kept).sum()).isZero();
        assertThat(read(store, new ObjectName("content/ab/obj_98"))).isEqualTo(bytes(2 * MEBIBYTE, 98));
        assertThat(read(store, new ObjectName("content/ab/obj_99"))).isEqualTo(bytes(MEBIBYTE / 4, 99));
        assertThat(store.sweepDrafts(Duration.ofDays(-1))).isZero();
    }

    @Test
    void aClosedBodyTakesNoMore() throws IOException {
        try (Draft draft = emptyStore().draft(NAME)) {
            draft.body().write(new byte[2 * MEBIBYTE]);
            draft.body().close();
            assertThatThrownBy(() -> draft.body().write(1)).isInstanceOf(IllegalStateException.class);
            draft.body().close();
        }
        assertThat(emptyStore().stat(NAME)).isEmpty();
        assertThat(emptyStore().sweepDrafts(Duration.ofDays(-1))).isZero();
    }

    @Test
    void takenNameIsRefusedToALargeObjectToo() throws IOException {
        write(NAME, bytes(6 * MEBIBYTE, 1));
        assertThatThrownBy(() -> write(NAME, bytes(7 * MEBIBYTE, 2))).isInstanceOf(ObjectExistsException.class);
        assertThatThrownBy(() -> write(NAME, bytes(10, 2))).isInstanceOf(ObjectExistsException.class);
        assertThat(read(emptyStore(), NAME)).isEqualTo(bytes(6 * MEBIBYTE, 1));
        assertThat(emptyStore().sweepDrafts(Duration.ofDays(-1))).isZero();
    }

    @Test
    void sweepEndsWhatADeadProcessBegan() throws IOException {
        ObjectStore died = emptyStore();
        died.draft(NAME).body().write(new byte[6 * MEBIBYTE]);
        assertThat(died.sweepDrafts(Duration.ofDays(-1))).as("still open here").isZero();
        ObjectStore next = emptyStore();
        assertThat(next.sweepDrafts(Duration.ofHours(1))).as("too young").isZero();
        assertThat(next.sweepDrafts(Duration.ofDays(-1))).isEqualTo(1);
        assertThat(next.sweepDrafts(Duration.ofDays(-1))).isZero();
    }

    @Test
    void moreNamesThanOnePageAreListedInOrder() {
        ObjectStore store = emptyStore();
        for (int number = 0; number < 1100; number++) {
            store.put(new ObjectName("many/" + String.format("%04d", (number * 7) % 1100)), new byte[0]);
        }
        try (Stream<ObjectName> names = store.list("many/")) {
            assertThat(names.map(ObjectName::value)).hasSize(1100).isSorted();
        }
    }

    @Test
    void storesWithPrefixesShareABucket() throws IOException {
        ObjectStore one = service.store(Map.of("prefix", "one/"));
        ObjectStore two = service.store(Map.of("prefix", "two/deep/"));
        one.put(NAME, new byte[1]);
        two.put(NAME, new byte[2]);
        assertThat(one.list("")).containsExactly(NAME);
        assertThat(two.list("content/")).containsExactly(NAME);
        one.discard(NAME);
        assertThat(one.stat(NAME)).isEmpty();
        assertThat(read(two, NAME)).hasSize(2);
    }

    @Test
    void aStoreWithoutLocksIsNotUsedAsOneThatHasThem() {
        ObjectStore store = service.store(Map.of("retention", "P1D"));
        assertThatThrownBy(() -> store.put(NAME, new byte[1])).isInstanceOf(StorageException.class);
    }
}
