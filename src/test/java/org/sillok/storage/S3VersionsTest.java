package org.sillok.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.sillok.kernel.Bytes;
import org.sillok.storage.HostileS3.Answer;
import org.sillok.storage.HostileS3.Asked;

/** The contract where the service ignores conditions and keeps versions: whoever wrote the oldest one has the name. */
@Execution(ExecutionMode.CONCURRENT)
class S3VersionsTest extends ObjectStoreContract {
    private static final ObjectName NAME = new ObjectName("content/ab/obj_one");

    private final VersionsS3 bucket = new VersionsS3(Clock.systemUTC());
    private final HostileS3 service;

    S3VersionsTest() {
        try {
            service = new HostileS3(bucket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Override
    ObjectStore emptyStore() {
        return new S3Stores(
                        TestS3.configOf(service.endpoint(), Map.of("patience", "PT1S", "read-timeout", "PT20S")),
                        Clock.systemUTC())
                .evidence();
    }

    @Override
    boolean keepsOlderVersions() {
        return true;
    }

    @Override
    ObjectStore sameStoreElsewhere() {
        return emptyStore();
    }

    /** Lets another writer's version come directly before the first write that {@code which} chooses, and loses answers. */
    private void anotherComesFirst(Predicate<Asked> which, int lost, byte[] others) {
        AtomicInteger writes = new AtomicInteger();
        service.behave((asked, real) -> {
            if (!which.test(asked)) {
                return real.answer(asked);
            }
            int number = writes.incrementAndGet();
            if (number == 1) {
                bucket.write(NAME.value(), others, Map.of());
            }
            Answer answer = real.answer(asked);
            return number <= lost ? Answer.error(500, "InternalError") : answer;
        });
    }

    private static boolean isPut(Asked asked) {
        return asked.is("PUT") && asked.path().contains(NAME.value());
    }

    private static boolean isCompletion(Asked asked) {
        return asked.is("POST") && asked.path().contains("uploadId=");
    }

    private void requireOthersAlone(byte[] others) {
        assertThat(bucket.versions(NAME.value())).containsExactly(others);
    }

    @Test
    void aDraftThatComesSecondIsTakenBackWhateverAnswerIsLost() {
        byte[] others = {1, 2, 3};
        for (int lost : new int[] {0, 1, 2, 1000}) {
            for (int length : new int[] {1000, 6 * 1024 * 1024}) {
                anotherComesFirst(length == 1000 ? S3VersionsTest::isPut : S3VersionsTest::isCompletion, lost, others);
                assertThatThrownBy(() -> write(NAME, new byte[length]))
                        .as("%d of %d", lost, length)
                        .isInstanceOf(ObjectExistsException.class);
                requireOthersAlone(others);
                bucket.remove(NAME.value());
            }
        }
    }

    @Test
    void aPutThatComesSecondIsTakenBackAndIsAConflict() {
        byte[] others = {1, 2, 3};
        for (int lost : new int[] {0, 1, 2, 1000}) {
            anotherComesFirst(S3VersionsTest::isPut, lost, others);
            assertThatThrownBy(() -> emptyStore().put(NAME, new byte[3])).isInstanceOf(ObjectConflictException.class);
            requireOthersAlone(others);
            bucket.remove(NAME.value());
            anotherComesFirst(S3VersionsTest::isPut, lost, others);
            emptyStore().put(NAME, others);
            requireOthersAlone(others);
            bucket.remove(NAME.value());
        }
    }

    @Test
    void aPointerThatComesSecondIsTakenBack() throws IOException {
        byte[] others = {1, 2, 3};
        for (int lost : new int[] {0, 1, 2, 1000}) {
            anotherComesFirst(S3VersionsTest::isPut, lost, others);
            assertThat(emptyStore().replacePointer(NAME, Optional.empty(), new byte[3]))
                    .isFalse();
            requireOthersAlone(others);
            Optional<Bytes> seen = Optional.of(Bytes.of(others));
            byte[] later = {4, 5};
            anotherComesFirst(S3VersionsTest::isPut, lost, later);
            assertThat(emptyStore().replacePointer(NAME, seen, new byte[3])).isFalse();
            assertThat(read(emptyStore(), NAME)).isEqualTo(later);
            bucket.remove(NAME.value());
        }
    }

    @Test
    void aWriteThatIsRepeatedAfterALostAnswerLeavesOneVersion() throws IOException {
        for (int lost : new int[] {1, 2, 1000}) {
            for (int length : new int[] {1000, 6 * 1024 * 1024}) {
                AtomicInteger writes = new AtomicInteger();
                service.behave((asked, real) -> {
                    Answer answer = real.answer(asked);
                    return (isPut(asked) && !asked.path().contains("partNumber=") || isCompletion(asked))
                                    && writes.incrementAndGet() <= lost
                            ? Answer.error(500, "InternalError")
                            : answer;
                });
                write(NAME, new byte[length]);
                assertThat(bucket.versions(NAME.value())).hasSize(1);
                bucket.remove(NAME.value());
            }
        }
    }

    /** A conflict is how two histories of one log are noticed: a version on top must not hide it. */
    @Test
    void aPutIsComparedWithTheVersionThatHasTheName() {
        byte[] bytes = {1, 2, 3};
        bucket.write(NAME.value(), new byte[] {9}, Map.of());
        bucket.write(NAME.value(), bytes, Map.of());
        assertThatThrownBy(() -> emptyStore().put(NAME, bytes)).isInstanceOf(ObjectConflictException.class);
        emptyStore().put(NAME, new byte[] {9});
    }

    /** Here an object is published before it is locked, and a process may end in between. */
    @Test
    void aLockThatCouldNotBeSetAtPublicationIsSetLater() throws IOException {
        ObjectStore store = new S3Stores(
                        TestS3.configOf(service.endpoint(), Map.of("patience", "PT1S", "retention", "P1D")),
                        Clock.systemUTC())
                .evidence();
        store.put(new ObjectName("log/first"), new byte[1]);
        for (boolean over : new boolean[] {false, true}) {
            service.behave((asked, real) -> asked.is("PUT") && asked.path().contains("retention")
                    ? Answer.error(503, "SlowDown")
                    : real.answer(asked));
            try (Draft draft = over ? store.replacement(NAME, true) : store.draft(NAME)) {
                draft.body().write(new byte[6 * 1024 * 1024]);
                assertThatThrownBy(draft::publish).isInstanceOf(StorageException.class);
            }
            service.behave((asked, real) -> real.answer(asked));
            assertThat(bucket.headers(NAME.value())).doesNotContainKey("x-amz-object-lock-mode");
            store.keep(NAME);
            assertThat(bucket.headers(NAME.value())).containsEntry("x-amz-object-lock-mode", "COMPLIANCE");
            assertThat(bucket.versions(NAME.value())).hasSize(over ? 2 : 1);
        }
    }
}
