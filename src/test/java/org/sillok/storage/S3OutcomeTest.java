package org.sillok.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.storage.HostileS3.Answer;
import org.sillok.storage.HostileS3.Asked;

/** Writes whose outcome is not known at once: what may be there already is never destroyed, and what was not done is repeated. */
class S3OutcomeTest {
    private static final ObjectName NAME = new ObjectName("content/ab/obj_one");
    private static final int MEBIBYTE = 1024 * 1024;
    private static final byte[] LARGE = ObjectStoreContract.bytes(6 * MEBIBYTE, 1);

    private final TestS3 honest = TestS3.trusting();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HostileS3 service;
    private ObjectStore store;

    @BeforeEach
    void start() throws IOException {
        service = new HostileS3(honest.endpoint());
        store = store(Map.of());
    }

    @AfterEach
    void stop() {
        service.close();
        honest.close();
    }

    private ObjectStore store(Map<String, String> others) {
        Map<String, String> settings = new HashMap<>(Map.of("read-timeout", "PT2S", "patience", "PT0.5S"));
        settings.putAll(others);
        return new S3Stores(TestS3.configOf(service.endpoint(), settings), Clock.systemUTC()).evidence();
    }

    private void write(ObjectName name, byte[] bytes) {
        try (Draft draft = store.draft(name)) {
            draft.body().write(bytes);
            draft.publish();
        } catch (IOException e) {
            throw new AssertionError("a body must not throw this", e);
        }
    }

    private static boolean isCompletion(Asked one) {
        return one.is("POST") && one.path().contains("uploadId=");
    }

    private List<String> aborts() {
        return asked.stream()
                .filter(one -> one.startsWith("DELETE") && one.contains("uploadId="))
                .toList();
    }

    /** On some stores an upload outlives its completion, and ending it then destroys the object's bytes. */
    @Test
    void aCompletedUploadIsNotEnded() throws IOException {
        service.behave((one, real) -> {
            asked.add(one.method() + " " + one.path());
            return real.answer(one);
        });
        write(NAME, LARGE);
        assertThat(asked).anyMatch(one -> one.startsWith("POST") && one.contains("uploadId="));
        assertThat(aborts()).isEmpty();
        assertThat(ObjectStoreContract.read(store, NAME)).isEqualTo(LARGE);
    }

    @Test
    void anUploadWhoseCompletionIsUnclearIsLeftToTheSweep() throws IOException {
        AtomicInteger completions = new AtomicInteger();
        store = store(Map.of("patience", "PT5S"));
        service.behave((one, real) -> {
            asked.add(one.method() + " " + one.path());
            if (!isCompletion(one)) {
                return real.answer(one);
            }
            if (completions.incrementAndGet() == 1) {
                real.answer(one);
            }
            return Answer.error(500, "InternalError");
        });
        assertThatThrownBy(() -> write(NAME, LARGE)).isInstanceOf(StorageUnavailableException.class);
        assertThat(completions.get()).isGreaterThan(1);
        assertThat(aborts()).isEmpty();
        assertThat(store.stat(NAME)).map(ObjectInfo::length).contains((long) LARGE.length);
        assertThat(ObjectStoreContract.read(store, NAME)).isEqualTo(LARGE);
    }

    /** The second attempt meets the first one's success, where uploads outlive their completion. */
    @Test
    void anUploadWhoseOwnObjectRefusesTheSecondCompletionIsNotEnded() throws IOException {
        AtomicInteger completions = new AtomicInteger();
        store = store(Map.of("patience", "PT5S"));
        service.behave((one, real) -> {
            asked.add(one.method() + " " + one.path());
            if (!isCompletion(one)) {
                return real.answer(one);
            }
            if (completions.incrementAndGet() == 1) {
                real.answer(one);
                return Answer.error(500, "InternalError");
            }
            return Answer.error(412, "PreconditionFailed");
        });
        write(NAME, LARGE);
        assertThat(aborts()).isEmpty();
        assertThat(ObjectStoreContract.read(store, NAME)).isEqualTo(LARGE);
    }

    @Test
    void anUploadThatNeverCompletedIsLeftToTheSweepToo() {
        service.behave((one, real) -> {
            asked.add(one.method() + " " + one.path());
            return isCompletion(one) ? Answer.plain(504) : real.answer(one);
        });
        assertThatThrownBy(() -> write(NAME, LARGE)).isInstanceOf(StorageUnavailableException.class);
        assertThat(aborts()).isEmpty();
        assertThat(store.stat(NAME)).isEmpty();
        assertThat(store.sweepDrafts(Duration.ofDays(-1))).isEqualTo(1);
    }

    /** The store that keeps uploads lists one that has become an object: the sweep must not take it for a draft. */
    @Test
    void theSweepLeavesUploadsWhoseNameIsTaken() {
        service.behave((one, real) -> isCompletion(one) ? Answer.plain(504) : real.answer(one));
        assertThatThrownBy(() -> write(NAME, LARGE)).isInstanceOf(StorageUnavailableException.class);
        service.behave(HostileS3.HONEST);
        store.put(NAME, new byte[] {1});
        assertThat(store.sweepDrafts(Duration.ofDays(-1))).isZero();
        store.discard(NAME);
        assertThat(store.sweepDrafts(Duration.ofDays(-1))).isEqualTo(1);
    }

    @Test
    void anUploadThatWasRefusedIsEnded() {
        store.put(NAME, new byte[] {1});
        service.behave((one, real) -> {
            asked.add(one.method() + " " + one.path());
            // The other writer's object appears between the look and the completion.
            return one.is("HEAD")
                            && asked.stream()
                                    .noneMatch(before -> before.startsWith("POST") && before.contains("uploadId="))
                    ? Answer.plain(404)
                    : real.answer(one);
        });
        assertThatThrownBy(() -> write(NAME, LARGE)).isInstanceOf(ObjectExistsException.class);
        assertThat(aborts()).hasSize(1);
        assertThat(store.sweepDrafts(Duration.ofDays(-1))).isZero();
    }

    /** With the defaults, too, silence lasts as long as the patience for it. */
    @Test
    void aRequestThatMetSilenceIsRepeated() throws IOException {
        store = store(Map.of("read-timeout", "PT1S", "patience", "PT1S"));
        store.put(new ObjectName("log/o/first"), new byte[1]);
        for (Predicate<Asked> silent : List.<Predicate<Asked>>of(
                one -> one.is("PUT") && !one.path().contains("partNumber="),
                one -> one.path().contains("partNumber=1"),
                S3OutcomeTest::isCompletion)) {
            AtomicInteger met = new AtomicInteger();
            service.behave((one, real) -> {
                if (silent.test(one) && met.incrementAndGet() == 1) {
                    sleep(Duration.ofSeconds(3));
                }
                return real.answer(one);
            });
            ObjectName name = new ObjectName("content/ab/obj_" + UUID.randomUUID());
            byte[] bytes = silent.test(new Asked("PUT", "/", Map.of(), new byte[0])) ? new byte[9] : LARGE;
            write(name, bytes);
            assertThat(met.get()).isGreaterThan(1);
            assertThat(ObjectStoreContract.read(store, name)).isEqualTo(bytes);
        }
    }

    @Test
    void aReaderWaitsForASilentServiceOnlyOnce() {
        store = store(Map.of("read-timeout", "PT1S", "patience", "PT1S"));
        store.put(NAME, new byte[1]);
        service.behave((one, real) -> {
            sleep(Duration.ofSeconds(3));
            return real.answer(one);
        });
        Instant begin = Instant.now();
        assertThatThrownBy(() -> store.open(NAME)).isInstanceOf(StorageUnavailableException.class);
        assertThat(Duration.between(begin, Instant.now())).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(5));
    }

    /** Until the second file is there, the two do not fit. */
    @Test
    void credentialsThatAreReplacedOneAfterTheOtherAreWaitedFor(@TempDir Path folder) throws Exception {
        Path access = Files.writeString(folder.resolve("access"), "old");
        Path secret = Files.writeString(folder.resolve("secret"), "old");
        try (TestS3 strict = new TestS3()) {
            ObjectStore kept = new S3Stores(
                            TestS3.configOf(Map.of(
                                    "endpoint",
                                    strict.endpoint().toString(),
                                    "bucket",
                                    TestS3.BUCKET,
                                    "staging-bucket",
                                    TestS3.STAGING,
                                    "access-key-file",
                                    access.toString(),
                                    "secret-key-file",
                                    secret.toString(),
                                    "patience",
                                    "PT8S")),
                            Clock.systemUTC())
                    .evidence();
            Files.writeString(access, TestS3.ACCESS);
            Thread replacing = new Thread(() -> {
                sleep(Duration.ofMillis(2500));
                try {
                    Files.writeString(secret, TestS3.SECRET);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            replacing.start();
            kept.put(NAME, new byte[1]);
            assertThat(kept.stat(NAME)).isPresent();
            replacing.join();
        }
    }

    @Test
    void theEndOfAnUploadWaitsForAllItsParts() throws IOException {
        service.behave((one, real) -> {
            if (one.path().contains("partNumber=1")) {
                sleep(Duration.ofMillis(300));
                return Answer.error(403, "AccessDenied");
            }
            if (one.path().contains("partNumber=2")) {
                sleep(Duration.ofMillis(1200));
            }
            Answer answer = real.answer(one);
            asked.add(one.method() + " " + one.path());
            return answer;
        });
        try (Draft draft = store.draft(NAME)) {
            draft.body().write(new byte[11 * MEBIBYTE]);
        }
        assertThat(aborts()).hasSize(1);
        assertThat(asked.get(asked.size() - 2)).contains("partNumber=2");
    }

    private void leaveTwoUploads() throws IOException {
        ObjectStore died = store(Map.of());
        died.draft(NAME).body().write(LARGE);
        died.draft(new ObjectName("content/ab/obj_two")).body().write(LARGE);
    }

    @Test
    void oneUploadThatCannotBeEndedDoesNotKeepTheOthers() throws IOException {
        leaveTwoUploads();
        service.behave((one, real) -> one.is("DELETE") && one.path().contains("obj_one")
                ? Answer.error(403, "AccessDenied")
                : real.answer(one));
        assertThatThrownBy(() -> store.sweepDrafts(Duration.ofDays(-1))).isInstanceOf(StorageReadOnlyException.class);
        service.behave(HostileS3.HONEST);
        assertThat(store.sweepDrafts(Duration.ofDays(-1))).isEqualTo(1);
    }

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aListingThatDoesNotGoOnEndsTheSweep() {
        String page = "<ListMultipartUploadsResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Bucket>b</Bucket>"
                + "<NextKeyMarker>k</NextKeyMarker><NextUploadIdMarker>u</NextUploadIdMarker>"
                + "<MaxUploads>1</MaxUploads><IsTruncated>true</IsTruncated></ListMultipartUploadsResult>";
        service.behave((one, real) -> one.path().contains("uploads")
                ? new Answer(200, Map.of("content-type", "application/xml"), page.getBytes(StandardCharsets.UTF_8))
                : real.answer(one));
        assertThatThrownBy(() -> store.sweepDrafts(Duration.ZERO))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("does not go on");
    }

    private static void sleep(Duration length) {
        try {
            Thread.sleep(length.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
