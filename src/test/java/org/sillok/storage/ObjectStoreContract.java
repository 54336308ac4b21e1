package org.sillok.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.kernel.Bytes;

/** What every object store promises; one subclass per implementation. */
abstract class ObjectStoreContract {
    private static final ObjectName NAME = new ObjectName("content/ab/obj_one");
    private ObjectStore store;

    /** An empty store. */
    abstract ObjectStore emptyStore() throws IOException;

    /** Whether what is replaced stays below as an older version. */
    boolean keepsOlderVersions() {
        return false;
    }

    /** A second process' view of the same store. */
    abstract ObjectStore sameStoreElsewhere();

    /** The same store for writers at the same moment, where the service of the test lacks what a real one has. */
    ObjectStore storeForMany() {
        return store;
    }

    @BeforeEach
    void open() throws IOException {
        store = emptyStore();
    }

    @Test
    void publishedObjectReadsBackExactly() throws IOException {
        byte[] bytes = bytes(300_000, 1);
        write(NAME, bytes);
        assertThat(read(store, NAME)).isEqualTo(bytes);
        assertThat(read(sameStoreElsewhere(), NAME)).isEqualTo(bytes);
        assertThat(store.stat(NAME)).map(ObjectInfo::length).contains(300_000L);
    }

    @Test
    void emptyObjectIsAnObject() throws IOException {
        write(NAME, new byte[0]);
        assertThat(store.stat(NAME)).map(ObjectInfo::length).contains(0L);
        assertThat(read(store, NAME)).isEmpty();
        assertThat(names("")).containsExactly(NAME.value());
    }

    @Test
    void bytesMayComeInAnyPortions() throws IOException {
        byte[] bytes = bytes(2_000_000, 2);
        Random random = new Random(2);
        try (Draft draft = store.draft(NAME)) {
            OutputStream body = draft.body();
            int at = 0;
            while (at < bytes.length) {
                int portion = Math.min(bytes.length - at, random.nextInt(700_000));
                body.write(bytes, at, portion);
                at += portion;
                if (at < bytes.length) {
                    body.write(bytes[at++]);
                }
            }
            body.flush();
            body.close();
            draft.publish();
        }
        assertThat(read(store, NAME)).isEqualTo(bytes);
    }

    @Test
    void nothingIsVisibleBeforePublishing() throws IOException {
        try (Draft draft = store.draft(NAME)) {
            draft.body().write(1);
            assertThat(store.stat(NAME)).isEmpty();
            assertThat(names("")).isEmpty();
            assertThatThrownBy(() -> store.open(NAME)).isInstanceOf(NoSuchObjectException.class);
        }
        assertThat(store.stat(NAME)).isEmpty();
        assertThat(store.sweepDrafts(Duration.ofDays(-1))).isZero();
    }

    @Test
    void takenNameIsRefusedAndUntouched() throws IOException {
        write(NAME, bytes(10, 3));
        assertThatThrownBy(() -> write(NAME, bytes(10, 3))).isInstanceOf(ObjectExistsException.class);
        assertThatThrownBy(() -> write(NAME, bytes(11, 4))).isInstanceOf(ObjectExistsException.class);
        assertThat(read(store, NAME)).isEqualTo(bytes(10, 3));
        assertThat(store.sweepDrafts(Duration.ofDays(-1))).isZero();
    }

    @Test
    void endedDraftCannotBeUsedAgain() throws IOException {
        Draft draft = store.draft(NAME);
        draft.publish();
        assertThatThrownBy(draft::publish).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> draft.body().write(1)).isInstanceOf(IllegalStateException.class);
        draft.close();
        draft.close();
        assertThat(read(store, NAME)).isEmpty();
    }

    @Test
    void closingTwiceNeverRemovesAPublishedObject() throws IOException {
        Draft draft = store.draft(NAME);
        draft.body().write(7);
        draft.publish();
        draft.close();
        draft.close();
        assertThat(read(store, NAME)).containsExactly(7);
    }

    @Test
    void ofConcurrentDraftsExactlyOneIsPublished() throws Exception {
        race(10, 1);
    }

    @Test
    void ofConcurrentLargeDraftsExactlyOneIsPublished() throws Exception {
        race(3, 6 * 1024 * 1024);
    }

    private void race(int rounds, int length) throws Exception {
        for (int round = 0; round < rounds; round++) {
            ObjectName name = new ObjectName("race/" + round);
            List<Callable<Integer>> writers = new ArrayList<>();
            CountDownLatch together = new CountDownLatch(8);
            for (int writer = 0; writer < 8; writer++) {
                int own = writer;
                writers.add(() -> {
                    try (Draft draft = (own % 2 == 0 ? store : sameStoreElsewhere()).draft(name)) {
                        draft.body().write(bytes(length, own));
                        together.countDown();
                        together.await();
                        draft.publish();
                        return own;
                    } catch (ObjectExistsException e) {
                        return -1;
                    }
                });
            }
            List<Integer> winners =
                    inParallel(writers).stream().filter(own -> own >= 0).toList();
            assertThat(winners).hasSize(1);
            assertThat(read(store, name)).isEqualTo(bytes(length, winners.get(0)));
        }
    }

    @Test
    void putMayBeRepeatedWithTheSameBytesOnly() throws IOException {
        byte[] bytes = bytes(8192, 5);
        store.put(NAME, bytes);
        store.put(NAME, bytes);
        sameStoreElsewhere().put(NAME, bytes);
        byte[] shorter = Arrays.copyOf(bytes, 8191);
        byte[] longer = Arrays.copyOf(bytes, 8193);
        byte[] changed = bytes.clone();
        changed[8000] ^= 1;
        for (byte[] other : List.of(shorter, longer, changed, new byte[0])) {
            assertThatThrownBy(() -> store.put(NAME, other)).isInstanceOf(ObjectConflictException.class);
        }
        assertThat(read(store, NAME)).isEqualTo(bytes);
        assertThat(store.sweepDrafts(Duration.ofDays(-1))).isZero();
    }

    @Test
    void concurrentPutsOfTheSameBytesAllSucceed() throws Exception {
        byte[] bytes = bytes(100, 6);
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int writer = 0; writer < 8; writer++) {
            writers.add(() -> {
                store.put(NAME, bytes);
                return true;
            });
        }
        assertThat(inParallel(writers)).hasSize(8).containsOnly(true);
    }

    @Test
    void objectReadsAtAnyPosition() throws IOException {
        byte[] bytes = bytes(10_000, 7);
        write(NAME, bytes);
        try (SeekableByteChannel channel = store.open(NAME)) {
            assertThat(channel.size()).isEqualTo(10_000);
            assertThat(channel.position(9_990).position()).isEqualTo(9_990);
            ByteBuffer end = ByteBuffer.allocate(100);
            assertThat(channel.read(end)).isEqualTo(10);
            assertThat(Arrays.copyOf(end.array(), 10)).isEqualTo(Arrays.copyOfRange(bytes, 9_990, 10_000));
            assertThat(channel.read(end)).isEqualTo(-1);
            ByteBuffer start = ByteBuffer.allocate(5);
            channel.position(0).read(start);
            assertThat(start.array()).isEqualTo(Arrays.copyOf(bytes, 5));
            assertThatThrownBy(() -> channel.write(ByteBuffer.allocate(1)))
                    .isInstanceOf(NonWritableChannelException.class);
            assertThatThrownBy(() -> channel.truncate(1)).isInstanceOf(NonWritableChannelException.class);
        }
    }

    @Test
    void listingIsSortedAndObeysThePrefix() {
        List<String> names = List.of(
                "log/o/tile/0/x001/000",
                "log/o/tile/0/x001/000.p/3",
                "log/o/tile/0/x001-a",
                "log/o/tile/0/x001.b",
                "log/o/tile/0/999",
                "log/o/tile/1/000",
                "log/o2/tile/0/000",
                "content/aa/obj_x",
                "content/ab/obj_y",
                "contenu",
                "z");
        for (String name : names) {
            store.put(new ObjectName(name), name.getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(names("")).containsExactlyElementsOf(new TreeSet<>(names));
        for (String prefix : List.of(
                "log/",
                "log/o",
                "log/o/",
                "log/o/tile/0/x001",
                "log/o/tile/0/x001/",
                "log/o/tile/0/x001/000.p/3",
                "cont",
                "content/a",
                "z",
                "zz",
                "/",
                "..",
                "log/o/tile/0/999/",
                "Z%")) {
            assertThat(names(prefix))
                    .as(prefix)
                    .containsExactlyElementsOf(new TreeSet<>(names)
                            .stream().filter(name -> name.startsWith(prefix)).toList());
        }
    }

    @Test
    void discardedNameIsFreeAgainAndDiscardMayBeRepeated() throws IOException {
        store.discard(NAME);
        write(NAME, bytes(3, 8));
        store.discard(NAME);
        store.discard(NAME);
        assertThat(store.stat(NAME)).isEmpty();
        assertThat(names("")).isEmpty();
        write(NAME, bytes(4, 9));
        assertThat(read(store, NAME)).isEqualTo(bytes(4, 9));
    }

    @Test
    void openObjectSurvivesItsDiscard() throws IOException {
        write(NAME, bytes(100, 10));
        try (SeekableByteChannel channel = store.open(NAME)) {
            store.discard(NAME);
            assertThat(Channels.newInputStream(channel).readAllBytes()).isEqualTo(bytes(100, 10));
        }
    }

    @Test
    void pointerIsReplaced() throws IOException {
        ObjectName pointer = new ObjectName("log/o/checkpoint");
        Optional<Bytes> seen = Optional.empty();
        for (int version = 0; version < 5; version++) {
            byte[] next = bytes(50 + version, version);
            assertThat(store.replacePointer(pointer, seen, next)).isTrue();
            assertThat(read(sameStoreElsewhere(), pointer)).isEqualTo(next);
            seen = Optional.of(Bytes.of(next));
        }
        assertThat(names("log/")).containsExactly("log/o/checkpoint");
        assertThat(store.sweepDrafts(Duration.ofDays(-1))).isZero();
    }

    @Test
    void emptyPointerIsReplacedToo() throws IOException {
        ObjectName pointer = new ObjectName("log/o/checkpoint");
        assertThat(store.replacePointer(pointer, Optional.empty(), new byte[0])).isTrue();
        assertThat(store.replacePointer(pointer, Optional.of(Bytes.of(new byte[1])), new byte[2]))
                .isFalse();
        Optional<Bytes> nothing = Optional.of(Bytes.of(new byte[0]));
        assertThat(store.replacePointer(pointer, nothing, bytes(50, 1))).isTrue();
        assertThat(store.replacePointer(pointer, nothing, bytes(50, 2))).isFalse();
        assertThat(read(store, pointer)).isEqualTo(bytes(50, 1));
    }

    @Test
    void pointerThatIsNoLongerWhatWasSeenIsNotReplaced() throws IOException {
        ObjectName pointer = new ObjectName("log/o/checkpoint");
        Bytes first = Bytes.of(bytes(50, 1));
        assertThat(store.replacePointer(pointer, Optional.of(first), bytes(50, 2)))
                .isFalse();
        assertThat(store.stat(pointer)).isEmpty();
        store.replacePointer(pointer, Optional.empty(), first.toArray());
        assertThat(store.replacePointer(pointer, Optional.empty(), bytes(50, 2)))
                .isFalse();
        assertThat(store.replacePointer(pointer, Optional.of(Bytes.of(bytes(51, 1))), bytes(50, 2)))
                .isFalse();
        assertThat(read(store, pointer)).isEqualTo(first.toArray());
    }

    @Test
    void ofManyWhoSawTheSamePointerOneReplacesIt() throws Exception {
        ObjectStore store = storeForMany();
        ObjectName pointer = new ObjectName("log/o/checkpoint");
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int writer = 0; writer < 16; writer++) {
            byte[] own = bytes(50, writer);
            writers.add(() -> store.replacePointer(pointer, Optional.empty(), own));
        }
        assertThat(inParallel(writers).stream().filter(won -> won)).hasSize(1);
    }

    @Test
    void ofManyWhoSawTheSameBytesOneReplacesThem() throws Exception {
        ObjectStore store = storeForMany();
        ObjectName pointer = new ObjectName("log/o/checkpoint");
        for (int round = 0; round < 3; round++) {
            byte[] before = bytes(40, round);
            store.discard(pointer);
            store.replacePointer(pointer, Optional.empty(), before);
            List<Callable<Optional<Bytes>>> writers = new ArrayList<>();
            for (int writer = 0; writer < 16; writer++) {
                byte[] own = bytes(50, writer);
                writers.add(() -> store.replacePointer(pointer, Optional.of(Bytes.of(before)), own)
                        ? Optional.of(Bytes.of(own))
                        : Optional.empty());
            }
            List<Bytes> winners =
                    inParallel(writers).stream().flatMap(Optional::stream).toList();
            assertThat(winners).containsExactly(Bytes.of(read(store, pointer)));
        }
    }

    @Test
    void readersOfAPointerSeeOldOrNewNeverAMixture() throws Exception {
        ObjectName pointer = new ObjectName("log/o/checkpoint");
        store.replacePointer(pointer, Optional.empty(), filled(0));
        Callable<Boolean> writer = () -> {
            for (int version = 1; version < 60; version++) {
                store.replacePointer(pointer, Optional.of(Bytes.of(filled(version - 1))), filled(version));
            }
            return true;
        };
        Callable<Boolean> reader = () -> {
            for (int round = 0; round < 300; round++) {
                byte[] seen = read(store, pointer);
                if (!Arrays.equals(seen, filled(seen[0]))) {
                    return false;
                }
            }
            return true;
        };
        assertThat(inParallel(List.of(writer, reader, reader))).containsOnly(true);
    }

    @Test
    void missingObjectIsSaidToBeMissing() {
        assertThat(store.stat(NAME)).isEmpty();
        assertThatThrownBy(() -> store.open(NAME)).isInstanceOf(NoSuchObjectException.class);
        write(NAME, new byte[1]);
        ObjectName above = new ObjectName("content/ab");
        assertThat(store.stat(above)).isEmpty();
        assertThatThrownBy(() -> store.open(above)).isInstanceOf(NoSuchObjectException.class);
        ObjectName below = new ObjectName(NAME.value() + "/x");
        assertThat(store.stat(below)).isEmpty();
        assertThatThrownBy(() -> store.open(below)).isInstanceOf(NoSuchObjectException.class);
    }

    @Test
    void sweepLeavesDraftsInUse() throws IOException {
        try (Draft draft = store.draft(NAME)) {
            draft.body().write(1);
            assertThat(store.sweepDrafts(Duration.ofDays(-1))).isZero();
            draft.publish();
        }
        assertThat(read(store, NAME)).containsExactly(1);
    }

    @Test
    void longestNameIsStored() throws IOException {
        ObjectName longest = new ObjectName("a".repeat(ObjectName.MAX_LENGTH));
        write(longest, new byte[] {1});
        assertThat(names("a")).containsExactly(longest.value());
    }

    void write(ObjectName name, byte[] bytes) {
        try (Draft draft = store.draft(name)) {
            draft.body().write(bytes);
            draft.publish();
        } catch (IOException e) {
            throw new AssertionError("a body must not throw this", e);
        }
    }

    @Test
    void aReplacementTakesThePlaceOfADamagedObjectAndKeepsThat() throws IOException {
        write(NAME, bytes(1_000, 1));
        replace(bytes(300_000, 2));
        assertThat(read(store, NAME)).isEqualTo(bytes(300_000, 2));
        assertThat(read(sameStoreElsewhere(), NAME)).isEqualTo(bytes(300_000, 2));
        List<String> aside = names("damaged/" + NAME + "/");
        assertThat(aside).hasSize(keepsOlderVersions() ? 0 : 1);
        for (String name : aside) {
            assertThat(read(store, new ObjectName(name))).isEqualTo(bytes(1_000, 1));
        }
        // Again, after another damage: neither is lost.
        replace(bytes(10, 3));
        assertThat(read(store, NAME)).isEqualTo(bytes(10, 3));
        assertThat(names("damaged/")).hasSize(keepsOlderVersions() ? 0 : 2);
        assertThat(names("content/")).containsExactly(NAME.value());
    }

    @Test
    void aReplacementIsAnObjectThatNothingElseReplaces() throws IOException {
        write(NAME, bytes(1_000, 1));
        replace(bytes(2_000, 2));
        assertThatThrownBy(() -> write(NAME, bytes(1_000, 1))).isInstanceOf(ObjectExistsException.class);
        assertThatThrownBy(() -> store.put(NAME, bytes(1_000, 1))).isInstanceOf(ObjectConflictException.class);
        store.put(NAME, bytes(2_000, 2));
        assertThat(read(store, NAME)).isEqualTo(bytes(2_000, 2));
    }

    @Test
    void aMissingObjectIsReplacedToo() throws IOException {
        replace(bytes(2_000, 2));
        assertThat(read(store, NAME)).isEqualTo(bytes(2_000, 2));
        store.discard(NAME);
        replace(bytes(2_000, 3));
        assertThat(read(sameStoreElsewhere(), NAME)).isEqualTo(bytes(2_000, 3));
        assertThat(names("damaged/")).isEmpty();
    }

    @Test
    void aReplacementOfManyPartsIsOne() throws IOException {
        write(NAME, bytes(6_000_000, 1));
        replace(bytes(7_000_000, 2));
        assertThat(read(store, NAME)).isEqualTo(bytes(7_000_000, 2));
    }

    @Test
    void aReplacementThatIsNotPublishedChangesNothing() throws IOException {
        write(NAME, bytes(1_000, 1));
        try (Draft draft = store.replacement(NAME, true)) {
            draft.body().write(bytes(2_000, 2));
        }
        assertThat(read(store, NAME)).isEqualTo(bytes(1_000, 1));
        assertThat(names("")).containsExactly(NAME.value());
    }

    private void replace(byte[] bytes) throws IOException {
        try (Draft draft = store.replacement(NAME, true)) {
            draft.body().write(bytes);
            draft.body().close();
            draft.publish();
        }
    }

    private List<String> names(String prefix) {
        try (Stream<ObjectName> names = store.list(prefix)) {
            return names.map(ObjectName::value).toList();
        }
    }

    static byte[] read(ObjectStore store, ObjectName name) throws IOException {
        try (InputStream stream = Channels.newInputStream(store.open(name))) {
            return stream.readAllBytes();
        }
    }

    static byte[] bytes(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static byte[] filled(int value) {
        byte[] bytes = new byte[200 + value];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static <T> List<T> inParallel(List<? extends Callable<T>> tasks) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(tasks.size());
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : pool.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
