package org.sillok.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.kernel.Bytes;
import org.sillok.storage.HostileS3.Answer;
import org.sillok.storage.HostileS3.Asked;

/**
 * Services that are gone, slow, full, closed, or lie: each is told apart, with the way out; nothing is half stored or
 * replaced; and when it is over the same store goes on.
 */
class S3HostileTest {
    private static final ObjectName NAME = new ObjectName("content/ab/obj_one");
    private static final byte[] SMALL = {1, 2, 3};
    private static final int MEBIBYTE = 1024 * 1024;

    @TempDir
    Path folder;

    private TestS3 honest = new TestS3();
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

    private void startOverTrusting() throws IOException {
        stop();
        honest = TestS3.trusting();
        start();
    }

    private S3Config config(Map<String, String> others) {
        // Generous: a collection of all garbage, which a test below asks for, stops every thread for long.
        Map<String, String> settings =
                new HashMap<>(Map.of("read-timeout", "PT20S", "request-timeout", "PT1M", "patience", "PT1.5S"));
        settings.putAll(others);
        return TestS3.configOf(service.endpoint(), settings);
    }

    private ObjectStore store(Map<String, String> others) {
        return new S3Stores(config(others), Clock.systemUTC()).evidence();
    }

    private void write(ObjectName name, byte[] bytes) {
        try (Draft draft = store.draft(name)) {
            draft.body().write(bytes);
            draft.publish();
        } catch (IOException e) {
            throw new AssertionError("a body must not throw this", e);
        }
    }

    /** Every request that {@code which} chooses is answered with this. */
    private void answer(Predicate<Asked> which, Answer with) {
        service.behave((asked, real) -> which.test(asked) ? with : real.answer(asked));
    }

    private void failsUntilItIsOver(Class<? extends StorageException> type, String says, ThrowingCallable... calls)
            throws IOException {
        for (ThrowingCallable call : calls) {
            assertThatThrownBy(call)
                    .isInstanceOf(type)
                    .hasMessageContaining(says)
                    .hasMessageNotContaining(TestS3.SECRET)
                    .hasMessageNotContaining(TestS3.ACCESS);
        }
        service.behave(HostileS3.HONEST);
        assertThat(store.stat(NAME)).as("nothing was stored").isEmpty();
        assertThat(store.sweepDrafts(Duration.ofDays(-1))).isZero();
        write(NAME, SMALL);
        assertThat(ObjectStoreContract.read(store, NAME)).isEqualTo(SMALL);
    }

    private ThrowingCallable[] writes() {
        return new ThrowingCallable[] {
            () -> write(NAME, SMALL),
            () -> write(NAME, new byte[6 * MEBIBYTE]),
            () -> store.put(NAME, SMALL),
            () -> store.replacePointer(NAME, Optional.empty(), SMALL)
        };
    }

    private ThrowingCallable[] all() {
        ThrowingCallable[] reads = {
            () -> store.open(NAME), () -> store.stat(NAME), () -> store.list("").toList(),
        };
        ThrowingCallable[] all = Arrays.copyOf(writes(), writes().length + reads.length);
        System.arraycopy(reads, 0, all, writes().length, reads.length);
        return all;
    }

    @Test
    void aServiceThatIsGoneIsUnavailableAndMayComeBack() {
        int port = honest.port();
        store = honest.store(Map.of("patience", "PT0.5S"));
        write(NAME, SMALL);
        honest.close();
        for (ThrowingCallable call : all()) {
            assertThatThrownBy(call).isInstanceOf(StorageUnavailableException.class);
        }
        try (TestS3 again = new TestS3(port)) {
            assertThat(again.port()).isEqualTo(port);
            write(NAME, SMALL);
            assertThat(store.stat(NAME)).isPresent();
        }
    }

    @Test
    void aServiceThatSaysNothingIsWaitedForOnlySoLong() throws IOException {
        service.behave((asked, real) -> {
            sleep(Duration.ofSeconds(3));
            return real.answer(asked);
        });
        store = store(Map.of("read-timeout", "PT0.5S", "request-timeout", "PT10S"));
        Instant begin = Instant.now();
        assertThatThrownBy(() -> store.stat(NAME)).isInstanceOf(StorageUnavailableException.class);
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(10));
        failsUntilItIsOver(StorageUnavailableException.class, "does not answer", () -> store.open(NAME));
    }

    @Test
    void aServiceThatStumblesIsAskedAgain() throws IOException {
        AtomicInteger requests = new AtomicInteger();
        service.behave((asked, real) -> requests.incrementAndGet() % 2 == 1
                ? requests.get() % 4 == 1 ? Answer.error(503, "SlowDown") : Answer.plain(502)
                : real.answer(asked));
        store = store(Map.of("patience", "PT20S"));
        write(NAME, ObjectStoreContract.bytes(11 * MEBIBYTE, 1));
        assertThat(ObjectStoreContract.read(store, NAME)).isEqualTo(ObjectStoreContract.bytes(11 * MEBIBYTE, 1));
    }

    @Test
    void aFullServiceIsFull() throws IOException {
        Predicate<Asked> writes = asked -> asked.is("PUT") || asked.is("POST");
        answer(writes, Answer.plain(507));
        failsUntilItIsOver(StorageFullException.class, "full", writes());
        store.discard(NAME);
        answer(writes, Answer.error(403, "QuotaExceeded"));
        failsUntilItIsOver(StorageFullException.class, "quota", writes());
    }

    @Test
    void aServiceThatGetsFullInTheMiddleStoresNothing() throws IOException {
        answer(asked -> asked.path().contains("partNumber=2"), Answer.error(507, "InsufficientStorage"));
        failsUntilItIsOver(StorageFullException.class, "full", () -> write(NAME, new byte[14 * MEBIBYTE]));
    }

    @Test
    void aReadOnlyServiceCanBeReadOnly() throws IOException {
        answer(asked -> asked.is("PUT") || asked.is("POST"), Answer.error(403, "AccessDenied"));
        assertThat(store.stat(NAME)).isEmpty();
        failsUntilItIsOver(StorageReadOnlyException.class, "rights", writes());
    }

    @Test
    void clocksThatDifferAreNamed() throws IOException {
        answer(asked -> true, Answer.error(403, "RequestTimeTooSkewed"));
        failsUntilItIsOver(StorageUnavailableException.class, "clock", all());
    }

    @Test
    void aMissingBucketIsNotAMissingObject() throws IOException {
        answer(asked -> true, Answer.error(404, "NoSuchBucket"));
        failsUntilItIsOver(StorageUnavailableException.class, "bucket does not exist", all());
    }

    @Test
    void expiredCredentialsAreReadAgain() throws IOException {
        Path access = Files.writeString(folder.resolve("access"), TestS3.ACCESS + "\n");
        Path secret = Files.writeString(folder.resolve("secret"), "what it was before");
        S3Config config = TestS3.configOf(Map.of(
                "endpoint",
                service.endpoint().toString(),
                "bucket",
                TestS3.BUCKET,
                "staging-bucket",
                TestS3.STAGING,
                "access-key-file",
                access.toString(),
                "secret-key-file",
                secret.toString(),
                "patience",
                "PT1S"));
        store = new S3Stores(config, Clock.systemUTC()).evidence();
        for (ThrowingCallable call : all()) {
            assertThatThrownBy(call)
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("refuses the credentials");
        }
        Files.writeString(secret, TestS3.SECRET);
        write(NAME, SMALL);
        store.discard(NAME);
        answer(asked -> true, Answer.error(400, "ExpiredToken"));
        failsUntilItIsOver(
                StorageUnavailableException.class,
                "renew",
                () -> store.open(NAME),
                () -> store.list("").toList());
    }

    @Test
    void aServiceThatIgnoresConditionsReplacesNothing() throws IOException {
        startOverTrusting();
        service.behave((asked, real) -> real.answer(asked.without("if-")));
        for (ThrowingCallable call : writes()) {
            assertThatThrownBy(call)
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("turn on the bucket's versions");
        }
        assertThatThrownBy(() -> StoreExamination.examine(config(Map.of())))
                .isInstanceOf(StorageSettingException.class)
                .hasMessageContaining("write-once");
        assertThat(store.stat(NAME)).isEmpty();
    }

    @Test
    void aServiceThatIgnoresTheConditionOfACompletionReplacesNothing() throws IOException {
        startOverTrusting();
        service.behave((asked, real) -> real.answer(asked.is("POST") ? asked.without("if-") : asked));
        write(NAME, SMALL);
        assertThatThrownBy(() -> write(NAME, new byte[6 * MEBIBYTE])).isInstanceOf(ObjectExistsException.class);
        assertThat(ObjectStoreContract.read(store, NAME)).isEqualTo(SMALL);
        assertThat(store.sweepDrafts(Duration.ofDays(-1))).isZero();
    }

    @Test
    void whatTheServiceHasLostIsReplacedWithoutHavingBeenKept() throws IOException {
        write(NAME, SMALL);
        byte[] good = {7, 8, 9};
        answer(asked -> asked.is("GET") && asked.path().contains(NAME.value()), Answer.error(500, "InternalError"));
        try (Draft draft = store.replacement(NAME, true)) {
            draft.body().write(good);
            assertThatThrownBy(draft::publish).isInstanceOf(StorageUnavailableException.class);
        }
        try (Draft draft = store.replacement(NAME, false)) {
            draft.body().write(good);
            draft.publish();
        }
        service.behave((asked, real) -> real.answer(asked));
        assertThat(ObjectStoreContract.read(store, NAME)).isEqualTo(good);
        // What can be read is kept, whatever was said of it.
        try (Draft draft = store.replacement(NAME, false)) {
            draft.body().write(SMALL);
            draft.publish();
        }
        assertThat(ObjectStoreContract.read(store, NAME)).isEqualTo(SMALL);
        assertThat(store.list("damaged/")).hasSize(1);
    }

    @Test
    void aLockThatWasDroppedIsAFailure() throws IOException {
        startOverTrusting();
        service.behave((asked, real) ->
                asked.path().contains("?retention") || asked.path().contains("&retention")
                        ? new Answer(200, Map.of(), new byte[0])
                        : real.answer(asked.without("x-amz-object-lock")));
        store = store(Map.of("retention", "P1D"));
        for (ThrowingCallable call : Arrays.copyOf(writes(), 3)) {
            assertThatThrownBy(() -> {
                        store.discard(NAME);
                        call.call();
                    })
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("did not lock");
        }
        assertThatThrownBy(() -> StoreExamination.examine(config(Map.of("retention", "P1D"))))
                .isInstanceOf(StorageSettingException.class)
                .hasMessageContaining("lock, lock-not-shortened");
    }

    @Test
    void otherBytesOfAnotherVersionAreNotMixed() throws IOException {
        byte[] bytes = ObjectStoreContract.bytes(2 * MEBIBYTE, 1);
        write(NAME, bytes);
        service.behave((asked, real) -> {
            Answer answer = real.answer(asked);
            return asked.hasHeader("if-match") ? answer.with("etag", "\"another\"") : answer;
        });
        assertThatThrownBy(() -> ObjectStoreContract.read(store, NAME))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("changed while it was read");
        service.behave((asked, real) -> {
            Answer answer = real.answer(asked);
            return asked.is("GET") ? answer.with("content-range", "bytes 7-99/" + bytes.length) : answer;
        });
        assertThatThrownBy(() -> ObjectStoreContract.read(store, NAME)).isInstanceOf(StorageUnavailableException.class);
        service.behave(HostileS3.HONEST);
        assertThat(ObjectStoreContract.read(store, NAME)).isEqualTo(bytes);
    }

    @Test
    void otherBytesAreNotTakenForTheSame() {
        store.put(NAME, SMALL);
        service.behave((asked, real) -> {
            Answer answer = real.answer(asked);
            return asked.is("GET") && asked.path().contains("obj_one")
                    ? new Answer(answer.status(), answer.headers(), new byte[] {1, 2, 4})
                    : answer;
        });
        assertThatThrownBy(() -> store.put(NAME, SMALL)).isInstanceOf(ObjectConflictException.class);
    }

    @Test
    void aWrongTagOfAPartStoresNothing() throws IOException {
        service.behave((asked, real) -> {
            Answer answer = real.answer(asked);
            return asked.path().contains("partNumber=1&") || asked.path().endsWith("partNumber=1")
                    ? answer.with("etag", "\"00000000000000000000000000000000\"")
                    : answer;
        });
        assertThatThrownBy(() -> write(NAME, new byte[11 * MEBIBYTE])).isInstanceOf(StorageException.class);
        service.behave(HostileS3.HONEST);
        assertThat(store.stat(NAME)).isEmpty();
        write(NAME, SMALL);
        assertThat(ObjectStoreContract.read(store, NAME)).isEqualTo(SMALL);
    }

    @Test
    void answersThatAreLostDoNotChangeTheOutcome() throws IOException {
        AtomicInteger requests = new AtomicInteger();
        service.behave((asked, real) -> {
            Answer answer = real.answer(asked);
            boolean write = asked.is("PUT") || asked.is("POST") || asked.is("DELETE");
            return write && requests.incrementAndGet() % 2 == 1 ? Answer.error(500, "InternalError") : answer;
        });
        store = store(Map.of("patience", "PT20S"));
        write(NAME, SMALL);
        assertThatThrownBy(() -> write(NAME, SMALL)).isInstanceOf(ObjectExistsException.class);
        ObjectName large = new ObjectName("content/ab/obj_large");
        write(large, ObjectStoreContract.bytes(11 * MEBIBYTE, 1));
        ObjectName pointer = new ObjectName("log/o/checkpoint");
        assertThat(store.replacePointer(pointer, Optional.empty(), SMALL)).isTrue();
        assertThat(store.replacePointer(pointer, Optional.of(Bytes.of(SMALL)), new byte[2]))
                .isTrue();
        assertThat(store.replacePointer(pointer, Optional.of(Bytes.of(SMALL)), new byte[2]))
                .isFalse();
        store.put(new ObjectName("log/o/tile"), SMALL);
        store.discard(large);
        assertThat(store.stat(large)).isEmpty();
    }

    /** As AWS does: a part's checksum only if the upload was begun with one, and then at the completion, too. */
    @Test
    void checksumsOfPartsAreAnnouncedAndRepeated() throws IOException {
        startOverTrusting();
        Set<String> announced = ConcurrentHashMap.newKeySet();
        service.behave((asked, real) -> {
            String sum = asked.headers().get("x-amz-checksum-sha256");
            if (asked.is("POST") && asked.path().endsWith("uploads=")
                    || asked.is("POST") && asked.path().endsWith("?uploads")) {
                announced.add(String.valueOf(asked.headers().get("x-amz-checksum-algorithm")));
            } else if (asked.path().contains("partNumber=")) {
                return announced.contains("SHA256") && sum != null
                        ? real.answer(asked).with("x-amz-checksum-sha256", sum)
                        : Answer.error(400, "InvalidRequest");
            } else if (asked.is("POST")) {
                String xml = new String(asked.body(), StandardCharsets.UTF_8);
                String plain = xml.replaceAll("<ChecksumSHA256>[^<]{44}</ChecksumSHA256>", "");
                return plain.length() == xml.length() - 3 * 77
                        ? real.answer(asked)
                        : Answer.error(400, "InvalidRequest");
            }
            return real.answer(asked);
        });
        byte[] bytes = ObjectStoreContract.bytes(11 * MEBIBYTE, 1);
        write(NAME, bytes);
        assertThat(announced).containsExactly("SHA256");
        assertThat(ObjectStoreContract.read(store, NAME)).isEqualTo(bytes);
    }

    @Test
    void suspendedVersionsAreNone() throws IOException {
        startOverTrusting();
        service.behave((asked, real) -> real.answer(asked.without("if-")).with("x-amz-version-id", "null"));
        for (ThrowingCallable call : writes()) {
            assertThatThrownBy(call)
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("turn on the bucket's versions");
        }
    }

    @Test
    void aPointerThatOverwroteTheVersionBeforeStays() throws IOException {
        startOverTrusting();
        service.behave((asked, real) -> real.answer(asked).with("x-amz-version-id", "null"));
        assertThat(store.replacePointer(NAME, Optional.empty(), SMALL)).isTrue();
        assertThat(store.replacePointer(NAME, Optional.of(Bytes.of(SMALL)), new byte[2]))
                .isTrue();
        assertThat(ObjectStoreContract.read(store, NAME)).isEqualTo(new byte[2]);
    }

    @Test
    void aProbeThatSomebodyRemovesIsNoProofAgainstTheStore() throws IOException {
        startOverTrusting();
        AtomicInteger removed = new AtomicInteger();
        service.behave((asked, real) -> asked.hasHeader("if-none-match") && removed.incrementAndGet() == 1
                ? real.answer(asked.without("if-"))
                : real.answer(asked));
        store.put(NAME, SMALL);
        assertThat(removed.get()).isGreaterThan(2);
        assertThat(ObjectStoreContract.read(store, NAME)).isEqualTo(SMALL);
    }

    @Test
    void aProxysPageIsNoMissingObject() throws IOException {
        write(NAME, SMALL);
        answer(asked -> true, Answer.plain(404));
        assertThatThrownBy(() -> store.stat(NAME)).isInstanceOf(StorageUnavailableException.class);
        assertThatThrownBy(() -> store.open(NAME)).isInstanceOf(StorageUnavailableException.class);
        service.behave(HostileS3.HONEST);
        assertThat(store.stat(NAME)).isPresent();
        assertThat(store.stat(new ObjectName("content/ab/obj_none"))).isEmpty();
    }

    @Test
    void whatWasWrittenLongBeforeThereWasARetentionIsTaken() throws IOException {
        startOverTrusting();
        store.put(NAME, SMALL);
        service.behave((asked, real) -> real.answer(asked.without("x-amz-object-lock")));
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(2));
        store = new S3Stores(config(Map.of("retention", "P1D")), later).evidence();
        store.put(NAME, SMALL);
        store = new S3Stores(config(Map.of("retention", "P3D")), later).evidence();
        assertThatThrownBy(() -> store.put(NAME, SMALL)).isInstanceOf(StorageException.class);
    }

    /** A failure is not a refusal. */
    @Test
    void aPublicBucketBehindATiredServiceStopsTheStartToo() {
        AtomicInteger anonymous = new AtomicInteger();
        Answer open = new Answer(200, Map.of("etag", "\"x\"", "content-type", "text/plain"), SMALL);
        service.behave((asked, real) -> asked.hasHeader("authorization") || !asked.is("GET")
                ? real.answer(asked)
                : anonymous.incrementAndGet() < 3 ? Answer.plain(503) : open);
        assertThatThrownBy(() -> StoreExamination.examine(config(Map.of())))
                .isInstanceOf(StorageSettingException.class)
                .hasMessageContaining("not-public");
        service.behave((asked, real) ->
                asked.hasHeader("authorization") || !asked.is("GET") ? real.answer(asked) : Answer.plain(503));
        assertThatThrownBy(() -> StoreExamination.examine(config(Map.of())))
                .isInstanceOf(StorageSettingException.class)
                .hasMessageContaining("does not answer");
    }

    @Test
    void aPublicBucketStopsTheStart() {
        service.behave((asked, real) -> asked.hasHeader("authorization") || !asked.is("GET")
                ? real.answer(asked)
                : new Answer(200, Map.of("etag", "\"x\"", "content-type", "text/plain"), SMALL));
        assertThatThrownBy(() -> StoreExamination.examine(config(Map.of())))
                .isInstanceOf(StorageSettingException.class)
                .hasMessageContaining("not-public");
    }

    /** 300 MB through parts of 5 MiB, of which a store holds five; the service forgets what it gets. */
    @Test
    void memoryDoesNotGrowWithTheObject() throws IOException {
        service.behave((asked, real) -> asked.path().contains("partNumber=")
                ? new Answer(200, Map.of("etag", "\"x\""), new byte[0])
                : real.answer(asked));
        byte[] some = ObjectStoreContract.bytes(MEBIBYTE, 1);
        long before = used();
        try (Draft draft = store.draft(NAME)) {
            OutputStream body = draft.body();
            for (int written = 1; written <= 300; written++) {
                body.write(some);
                if (written % 60 == 0) {
                    assertThat(used() - before).as("after %d MiB", written).isLessThan(80L * MEBIBYTE);
                }
            }
        }
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static void sleep(Duration length) {
        try {
            Thread.sleep(length.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
