package org.sillok.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.crypto.Sha2;
import org.sillok.custody.AccessLog;
import org.sillok.custody.StatementKey;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.identity.TestParties;
import org.sillok.kernel.ObjectId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.StandingClock;
import org.sillok.kernel.UploadId;
import org.sillok.kernel.UserId;
import org.sillok.platform.PostgresTestResource;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.storage.FaultyObjectStore;
import org.sillok.storage.NoSuchObjectException;
import org.sillok.storage.ObjectName;
import org.sillok.storage.ObjectStore;
import org.sillok.storage.Staging;
import org.sillok.storage.StorageException;
import org.sillok.storage.StorageFullException;
import org.sillok.storage.SweepMeter;
import org.sillok.upload.core.ChunkChecksum;
import org.sillok.upload.core.Concatenation;
import org.sillok.upload.core.Segment;
import org.sillok.upload.core.UploadMetadata;
import org.sillok.upload.db.UploadRows;
import org.sillok.vault.ObjectDamagedException;
import org.sillok.vault.Vault;

/**
 * Whatever write fails, with or without effect, and whoever interferes: the recorded offset and digest are those of a
 * beginning of what was sent, the upload goes on from there, and the sweep removes the rest.
 */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class UploadFaultsTest {
    private static final int SEGMENT = 100_000;

    private record SmallSegments(Duration segmentTime, int maxSegments) implements UploadConfig {
        @Override
        public MemorySize maxSize() {
            return new MemorySize(BigInteger.valueOf(1_000_000));
        }

        @Override
        public Duration expiry() {
            return Duration.ofDays(7);
        }

        @Override
        public int maxOpen() {
            return 3;
        }

        @Override
        public MemorySize segmentSize() {
            return new MemorySize(BigInteger.valueOf(SEGMENT));
        }

        @Override
        public Duration leftoverAge() {
            return Duration.ofHours(24);
        }
    }

    @Inject
    TestParties parties;

    @Inject
    UploadRows rows;

    @Inject
    UploadSeals seals;

    @Inject
    Vault vault;

    @Inject
    AccessLog accessLog;

    @Inject
    Scope scope;

    @Inject
    Randomness randomness;

    @Inject
    StatementKey key;

    @Inject
    @Staging
    ObjectStore staging;

    private final StandingClock clock = new StandingClock(Instant.now());
    private final SweepMeter sweeps = new SweepMeter(clock);
    private UploadConfig config = new SmallSegments(Duration.ofSeconds(10), 1000);
    private FaultyObjectStore faulty;
    private Commits commits = Commits.SUCCEED;
    private Caller caller;
    private Set<ObjectName> before = Set.of();

    private enum Commits {
        SUCCEED,
        FAIL,
        FAIL_BUT_PERSIST
    }

    @BeforeEach
    void aContributor() {
        faulty = new FaultyObjectStore(staging);
        TestParties.Actor actor = parties.newPartyWith(Role.CONTRIBUTOR);
        before = Set.copyOf(objects());
        caller = new Caller(new PartyId(actor.party()), new UserId(actor.user()), Set.of(Role.CONTRIBUTOR));
    }

    @Test
    void everyFailedWriteLeavesABeginningFromWhichTheUploadGoesOn() throws IOException {
        byte[] file = random(250_000);
        UploadId counted = begin(file.length);
        faulty.heal();
        append(counted, 0, file);
        int writes = faulty.writes();
        uploads().terminate(caller, counted.value());
        assertThat(writes).isGreaterThan(6);
        for (int n = 1; n <= writes; n++) {
            for (FaultyObjectStore.Outcome outcome : FaultyObjectStore.Outcome.values()) {
                UploadId id = begin(file.length);
                faulty.failAt(n, outcome);
                assertThatThrownBy(() -> append(id, 0, file))
                        .as("write %d %s", n, outcome)
                        .isInstanceOf(StorageException.class);
                faulty.heal();
                finish(id, file);
                uploads().terminate(caller, id.value()).orThrow();
            }
        }
        assertNothingIsLeft();
    }

    @Test
    void aCommitThatFailsOrOnlySeemsToLeavesABeginningToo() throws IOException {
        byte[] file = random(250_000);
        for (Commits way : new Commits[] {Commits.FAIL, Commits.FAIL_BUT_PERSIST}) {
            UploadId id = begin(file.length);
            commits = way;
            assertThatThrownBy(() -> append(id, 0, file)).isInstanceOf(IllegalStateException.class);
            commits = Commits.SUCCEED;
            assertThat(arrived(id, file).offset()).isEqualTo(way == Commits.FAIL ? 0 : SEGMENT);
            finish(id, file);
            uploads().terminate(caller, id.value()).orThrow();
        }
        assertNothingIsLeft();
    }

    @Test
    void aLineThatBreaksKeepsWhatArrivedUnlessThereIsAChecksum() throws IOException {
        byte[] file = random(250_000);
        long seed = 4711;
        Random random = new Random(seed);
        UploadId id = begin(file.length);
        for (long at = 0; at < file.length; ) {
            int count = (int) Math.min(file.length - at, 1 + random.nextInt(90_000));
            Chunk chunk = new Chunk(at, null, file.length - at, null, broken(file, (int) at, count));
            assertThat(uploads().append(caller, id.value(), chunk)).isInstanceOf(Outcome.Done.class);
            at += count;
            assertThat(arrived(id, file).offset()).as("seed %d", seed).isEqualTo(at);
        }
        UploadId checked = begin(file.length);
        ChunkChecksum checksum =
                ChunkChecksum.parse("sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=").orElseThrow();
        refused(
                uploads().append(caller, checked.value(), new Chunk(0, null, null, checksum, broken(file, 0, 200_000))),
                ProblemCode.TRUNCATED_BODY);
        assertThat(arrived(checked, file).offset()).isZero();
    }

    @Test
    void onASlowLineWhatArrivedIsRecordedWhileTheRequestGoesOn() throws IOException {
        byte[] file = random(1000);
        UploadId id = begin(file.length);
        AtomicInteger at = new AtomicInteger();
        AtomicInteger recorded = new AtomicInteger();
        InputStream slow = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("read in pieces");
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                if (at.get() == file.length) {
                    return -1;
                }
                clock.move(Duration.ofSeconds(4));
                recorded.set(Math.max(recorded.get(), (int) arrived(id, file).offset()));
                target[offset] = file[at.getAndIncrement()];
                return 1;
            }
        };
        uploads()
                .append(caller, id.value(), new Chunk(0, null, null, null, slow))
                .orThrow();
        assertThat(arrived(id, file).isFinished()).isTrue();
        assertThat(recorded.get()).isBetween(990, 999);
    }

    @Test
    void theNewestWriterWinsAndBytesNeverMix() throws IOException {
        byte[] older = random(250_000);
        byte[] newer = random(250_001);
        UploadId id = begin(250_000);
        InputStream interrupted = new InputStream() {
            private final InputStream first = new ByteArrayInputStream(older, 0, 150_000);
            private final InputStream second = new ByteArrayInputStream(older, 150_000, 100_000);
            private boolean overtaken;

            @Override
            public int read() {
                throw new AssertionError("read in pieces");
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int read = first.read(target, offset, length);
                if (read < 0 && !overtaken) {
                    overtaken = true;
                    // Half a segment is on its way; what was recorded is the first one.
                    append(id, SEGMENT, Arrays.copyOfRange(newer, SEGMENT, 250_000));
                }
                return read < 0 ? second.read(target, offset, length) : read;
            }
        };
        refused(
                uploads().append(caller, id.value(), new Chunk(0, null, null, null, interrupted)),
                ProblemCode.UPLOAD_OFFSET_CONFLICT);
        byte[] whole = Arrays.copyOf(older, 250_000);
        System.arraycopy(newer, SEGMENT, whole, SEGMENT, 150_000);
        assertThat(arrived(id, whole).isFinished()).isTrue();
        uploads().terminate(caller, id.value()).orThrow();
        assertThat(objects()).isEmpty();
    }

    @Test
    void aRefusedCreationIsGivenUpUnlessSomebodyElseHasGoneOnWithIt() {
        byte[] file = random(150_000);
        ChunkChecksum wrong =
                ChunkChecksum.parse("sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=").orElseThrow();
        UploadId alone = begin(file.length);
        refused(
                uploads()
                        .appendOrGiveUp(
                                caller, alone.value(), new Chunk(0, null, null, wrong, new ByteArrayInputStream(file))),
                ProblemCode.UPLOAD_CHECKSUM_MISMATCH);
        refused(uploads().status(caller, alone.value()), ProblemCode.NOT_FOUND);
        assertThat(objects()).isEmpty();

        for (ChunkChecksum checksum : Arrays.asList(wrong, null)) {
            for (int theirs : new int[] {0, 1000, file.length}) {
                UploadId found = begin(file.length);
                InputStream overtaken = new InputStream() {
                    private boolean begun;

                    @Override
                    public int read() {
                        throw new AssertionError("read in pieces");
                    }

                    @Override
                    public int read(byte[] target, int offset, int length) {
                        if (begun) {
                            return -1;
                        }
                        begun = true;
                        append(found, 0, Arrays.copyOf(file, theirs));
                        target[offset] = 1;
                        return 1;
                    }
                };
                refused(
                        uploads().appendOrGiveUp(caller, found.value(), new Chunk(0, null, null, checksum, overtaken)),
                        checksum == null ? ProblemCode.UPLOAD_OFFSET_CONFLICT : ProblemCode.UPLOAD_CHECKSUM_MISMATCH);
                assertThat(arrived(found, file).offset()).isEqualTo(theirs);
                uploads().terminate(caller, found.value()).orThrow();
            }
        }
    }

    @Test
    void aBodyWithoutAnnouncedLengthThatIsTooLongDoesNotFinishTheUpload() throws IOException {
        byte[] file = random(150_000);
        UploadId id = begin(file.length - 1);
        refused(
                uploads().append(caller, id.value(), new Chunk(0, null, null, null, new ByteArrayInputStream(file))),
                ProblemCode.PAYLOAD_TOO_LARGE);
        assertThat(arrived(id, file).offset()).isEqualTo(SEGMENT);
        assertThat(uploads()
                        .append(
                                caller,
                                id.value(),
                                new Chunk(SEGMENT, null, null, null, new ByteArrayInputStream(file, SEGMENT, 49_999)))
                        .orThrow()
                        .isFinished())
                .isTrue();
    }

    @Test
    void anUploadOfUnknownLengthEndsAtTheLargestSize() throws IOException {
        UploadId id = uploads()
                .create(
                        caller,
                        new NewUpload(null, UploadMetadata.NONE, new Concatenation.Whole(), null),
                        alongside -> {})
                .orThrow();
        refused(
                uploads()
                        .append(
                                caller,
                                id.value(),
                                new Chunk(0, null, null, null, new ByteArrayInputStream(new byte[1_000_001]))),
                ProblemCode.PAYLOAD_TOO_LARGE);
    }

    @Test
    void anUploadInTooManyPiecesIsRefusedAloneAndTogetherWithOthers() {
        config = new SmallSegments(Duration.ofSeconds(10), 10);
        UploadId full = begin(100, new Concatenation.Partial());
        for (int piece = 0; piece < 10; piece++) {
            append(full, piece, new byte[1]);
        }
        refused(
                uploads()
                        .append(
                                caller,
                                full.value(),
                                new Chunk(10, null, null, null, new ByteArrayInputStream(new byte[1]))),
                ProblemCode.TOO_MANY_SEGMENTS);
        assertThat(arrived(full, new byte[10]).offset()).isEqualTo(10);
        assertThat(objects()).hasSize(10);
        uploads().terminate(caller, full.value()).orThrow();

        UploadId one = begin(10, new Concatenation.Partial());
        UploadId other = begin(1, new Concatenation.Partial());
        append(other, 0, new byte[1]);
        for (int piece = 0; piece < 10; piece++) {
            append(one, piece, new byte[1]);
        }
        NewUpload both = new NewUpload(null, UploadMetadata.NONE, new Concatenation.Final(List.of(other, one)), null);
        refused(uploads().create(caller, both, alongside -> {}), ProblemCode.TOO_MANY_SEGMENTS);
    }

    @Test
    void moreUploadsThanAllowedAreRefusedUntilSomeAreGone() {
        UploadId first = begin(1);
        begin(2);
        begin(3);
        NewUpload more = new NewUpload(4L, UploadMetadata.NONE, new Concatenation.Whole(), null);
        refused(uploads().create(caller, more, alongside -> {}), ProblemCode.TOO_MANY_UPLOADS);
        uploads().terminate(caller, first.value()).orThrow();
        uploads().create(caller, more, alongside -> {}).orThrow();
        clock.move(Duration.ofDays(8));
        begin(5);
        begin(6);
        begin(7);
    }

    @Test
    void aFullStoreIsAClearRefusalAndWhatWasRecordedStays() throws IOException {
        byte[] file = random(250_000);
        UploadId id = begin(file.length);
        append(id, 0, Arrays.copyOf(file, SEGMENT));
        faulty.failWith(new StorageFullException(new IOException("no space")));
        assertThatThrownBy(() -> append(id, SEGMENT, Arrays.copyOfRange(file, SEGMENT, 250_000)))
                .isInstanceOf(StorageFullException.class);
        faulty.heal();
        assertThat(arrived(id, file).offset()).isEqualTo(SEGMENT);
        finish(id, file);
    }

    @Test
    void uploadsExpireAfterTheirLastByteAndAreSweptWithTheirObjects() throws IOException {
        byte[] file = random(150_000);
        UploadId id = begin(file.length);
        clock.move(Duration.ofDays(6));
        append(id, 0, Arrays.copyOf(file, 120_000));
        clock.move(Duration.ofDays(6));
        assertThat(arrived(id, file).offset()).isEqualTo(120_000);
        sweep();
        assertThat(objects()).hasSize(2);
        clock.move(Duration.ofDays(1));
        refused(uploads().status(caller, id.value()), ProblemCode.NOT_FOUND);
        refused(
                uploads()
                        .append(
                                caller,
                                id.value(),
                                new Chunk(120_000, null, null, null, InputStream.nullInputStream())),
                ProblemCode.NOT_FOUND);
        regularSweep().sweepRegularly();
        assertThat(objects()).isEmpty();
        assertThat(sweeps.state(SweepMeter.Of.UPLOADS).succeeded()).isEqualTo(clock.instant());
        assertThat(sweeps.state(SweepMeter.Of.UPLOADS).total()).isEqualTo(new SweepMeter.Removed(1, 120_000, 0, 0));
    }

    @Test
    void bytesThatWereAlteredInTheStoreAreNeverPutTogether() throws IOException {
        byte[] file = random(50_000);
        UploadId part = uploads()
                .create(
                        caller,
                        new NewUpload(50_000L, UploadMetadata.NONE, new Concatenation.Partial(), null),
                        alongside -> {})
                .orThrow();
        append(part, 0, file);
        ObjectName name = objects().get(0);
        staging.discard(name);
        staging.put(name, new byte[50_000]);
        NewUpload whole = new NewUpload(null, UploadMetadata.NONE, new Concatenation.Final(List.of(part)), null);
        assertThatThrownBy(() -> uploads().create(caller, whole, alongside -> {}))
                .isInstanceOf(ObjectDamagedException.class);
        uploads().terminate(caller, part.value()).orThrow();
    }

    @Test
    void anUploadThatGoesAwayWhileItIsReadIsNotFoundAndOneThatStaysIsAFault() {
        UploadId id = begin(10);
        append(id, 0, random(10));
        FinishedUploads finished = new FinishedUploads(ledger(), new SegmentStore(staging, vault));
        NoSuchObjectException missing = new NoSuchObjectException(objects().get(0));
        assertThatThrownBy(() -> finished.reading(caller, id, () -> {
                    throw missing;
                }))
                .isSameAs(missing);
        refused(
                finished.reading(caller, id, () -> {
                    uploads().terminate(caller, id.value()).orThrow();
                    throw missing;
                }),
                ProblemCode.NOT_FOUND);
    }

    /** A second look at the same state: everything comes from the database and the store. */
    private Uploads uploads() {
        UploadLedger ledger = ledger();
        SegmentStore store = new SegmentStore(faulty, vault);
        return new Uploads(
                beginnings(), ledger, store, new FinishedUploads(ledger, store), vault, key, randomness, clock, config);
    }

    private UploadBeginnings beginnings() {
        return new UploadBeginnings(rows, seals, vault, accessLog, scope, clock, randomness, config) {
            @Override
            Outcome<UploadId> create(Caller caller, NewUpload wanted, Consumer<String> alongside) {
                return in(() -> super.create(caller, wanted, alongside));
            }
        };
    }

    /** The ledger with this test's clock and limits; its transactions are begun by hand. */
    private UploadLedger ledger() {
        return new UploadLedger(rows, seals, vault, accessLog, scope, clock, randomness, config) {
            @Override
            boolean append(Caller caller, Turn turn, long offset, int number, List<Segment> segments) {
                if (commits == Commits.FAIL) {
                    throw new IllegalStateException("the database is gone");
                }
                boolean done = in(() -> super.append(caller, turn, offset, number, segments));
                if (commits == Commits.FAIL_BUT_PERSIST) {
                    throw new IllegalStateException("the connection broke while it committed");
                }
                return done;
            }

            @Override
            Outcome<Upload> find(Caller caller, String id, boolean look) {
                return in(() -> super.find(caller, id, look));
            }

            @Override
            Outcome<Turn> begin(Caller caller, String id, long offset, @Nullable Long length) {
                return in(() -> super.begin(caller, id, offset, length));
            }

            @Override
            Outcome<Set<ObjectId>> terminate(Caller caller, String id) {
                return in(() -> super.terminate(caller, id));
            }

            @Override
            Set<ObjectId> giveUp(Caller caller, Turn turn, long offset) {
                return in(() -> super.giveUp(caller, turn, offset));
            }

            @Override
            Outcome<List<Contents>> contents(Caller caller, List<UploadId> ids) {
                return in(() -> super.contents(caller, ids));
            }
        };
    }

    private AllUploads all() {
        return new AllUploads(rows, ledger(), scope, clock) {
            @Override
            Expired expire(int limit) {
                return in(() -> super.expire(limit));
            }

            @Override
            Set<ObjectId> referenced(Collection<ObjectId> objects) {
                return in(() -> super.referenced(objects));
            }
        };
    }

    private static <T> T in(Callable<T> work) {
        return QuarkusTransaction.requiringNew().call(work);
    }

    private UploadId begin(long length) {
        return begin(length, new Concatenation.Whole());
    }

    private UploadId begin(long length, Concatenation concatenation) {
        return uploads()
                .create(caller, new NewUpload(length, UploadMetadata.NONE, concatenation, null), alongside -> {})
                .orThrow();
    }

    private void append(UploadId id, long offset, byte[] bytes) {
        uploads()
                .append(
                        caller,
                        id.value(),
                        new Chunk(offset, null, (long) bytes.length, null, new ByteArrayInputStream(bytes)))
                .orThrow();
    }

    /** What is recorded is a beginning of {@code file}. */
    private Upload arrived(UploadId id, byte[] file) {
        Upload upload = uploads().status(caller, id.value()).orThrow();
        assertThat(upload.sha256()).isEqualTo(Sha2.sha256(Arrays.copyOf(file, (int) upload.offset())));
        return upload;
    }

    private void finish(UploadId id, byte[] file) throws IOException {
        int at = (int) arrived(id, file).offset();
        append(id, at, Arrays.copyOfRange(file, at, file.length));
        assertThat(arrived(id, file).isFinished()).isTrue();
        UploadLedger ledger = ledger();
        FinishedUploads finished = new FinishedUploads(ledger, new SegmentStore(staging, vault));
        FinishedUploads.Contents contents =
                finished.find(caller, List.of(id)).orThrow().get(0);
        assertThat(finished.open(contents).readAllBytes()).isEqualTo(file);
    }

    /** After a day the staging store has nothing that no upload refers to. */
    private void assertNothingIsLeft() {
        clock.move(Duration.ofHours(25));
        sweep();
        List<ObjectName> left = objects();
        Set<ObjectId> known =
                all().referenced(left.stream().map(UploadFaultsTest::id).toList());
        assertThat(left).allMatch(name -> known.contains(id(name)));
    }

    private SweepMeter.Removed sweep() {
        return regularSweep().sweep();
    }

    private UploadSweep regularSweep() {
        return new UploadSweep(all(), new SegmentStore(staging, vault), staging, sweeps, config, clock);
    }

    private static ObjectId id(ObjectName name) {
        return new ObjectId(name.value().substring(name.value().lastIndexOf('/') + 1));
    }

    /** What this test has put into the store and is still there. */
    private List<ObjectName> objects() {
        try (Stream<ObjectName> names = staging.list("content/")) {
            return names.filter(name -> !before.contains(name)).toList();
        }
    }

    private static InputStream broken(byte[] file, int from, int count) {
        InputStream bytes = new ByteArrayInputStream(file, from, count);
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("broken");
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int read = bytes.read(target, offset, length);
                if (read < 0) {
                    throw new IOException("the line is broken");
                }
                return read;
            }
        };
    }

    private static void refused(Outcome<?> outcome, ProblemCode code) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(((Outcome.Refused<?>) outcome).refusal().code()).isEqualTo(code);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
