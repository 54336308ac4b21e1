package org.sillok.storage;

import io.minio.DisableObjectLegalHoldArgs;
import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.HeadObjectResponse;
import io.minio.Http;
import io.minio.ListObjectsV2Args;
import io.minio.MinioAsyncClient;
import io.minio.PutObjectAPIArgs;
import io.minio.RemoveObjectArgs;
import io.minio.messages.Item;
import io.minio.messages.Part;
import io.minio.messages.RetentionMode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sillok.storage.S3Failure.Kind;
import org.sillok.storage.S3WriteOnce.Means;
import org.sillok.storage.StoreReport.Verdict;

/**
 * Tries out what a bucket really does, with a few small objects under a prefix that no listing shows. What it is told by
 * the store counts for nothing; what is there afterwards does. Objects that it has to lock are locked for seconds, and
 * removed by a later start.
 */
final class S3Probe {
    private static final byte[] BYTES = "a probe".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OTHERS = "others!".getBytes(StandardCharsets.US_ASCII);
    // Longer than the clocks of two machines may differ in practice, and soon over.
    private static final Duration LOCKED = Duration.ofSeconds(60);

    // Longer than an examination takes.
    private static final Duration OLD = Duration.ofMinutes(10);
    private static final Set<Kind> WITHOUT_RIGHTS = Set.of(Kind.DENIED, Kind.CREDENTIALS);
    // Stores say it in many ways; what is there afterwards decides.
    private static final Set<Kind> LOCKED_AGAINST = Set.of(Kind.DENIED, Kind.CONDITION, Kind.OTHER);

    private final S3Bucket bucket;
    private final S3Uploads uploads;
    private final S3Versions versions;
    private final S3WriteOnce once;
    private final MinioAsyncClient anonymous;
    private final List<String> own = new ArrayList<>();
    private final Map<StoreProperty, Verdict> verdicts = new EnumMap<>(StoreProperty.class);

    S3Probe(S3Bucket bucket, S3WriteOnce once, MinioAsyncClient anonymous) {
        this.bucket = bucket;
        this.uploads = new S3Uploads(bucket);
        this.versions = new S3Versions(bucket);
        this.once = once;
        this.anonymous = anonymous;
    }

    /** Throws {@link S3Failure} or {@link StorageException} if the store cannot be used at all. */
    StoreReport examine(boolean retention, boolean legalHold) {
        String key = fresh();
        bucket.put(key, PartBuffer.of(BYTES), Map.of());
        // By the store's clock; another process may just be examining the same bucket.
        bucket.head(key)
                .ifPresent(now -> remove(
                        bucket.probe(""),
                        version ->
                                isBefore(version, now.lastModified().toInstant().minus(OLD))));
        verdicts.put(StoreProperty.READ_AFTER_WRITE, reads(key, BYTES) ? Verdict.ENFORCED : Verdict.IGNORED);
        boolean conditions = once.honoursConditions();
        verdicts.put(StoreProperty.CONDITIONAL_WRITES, conditions ? Verdict.ENFORCED : Verdict.IGNORED);
        verdicts.put(StoreProperty.WRITE_ONCE, once.means() == Means.NOTHING ? Verdict.IGNORED : Verdict.ENFORCED);
        verdicts.put(StoreProperty.CONDITIONAL_COMPLETION, completion(key));
        verdicts.put(StoreProperty.CHECKSUMS, digest(sha256(BYTES), sha256(OTHERS)));
        verdicts.put(StoreProperty.SIGNED_PAYLOAD, digest(sha256(OTHERS), sha256(BYTES)));
        verdicts.put(StoreProperty.NOT_PUBLIC, notPublic(key));
        if (retention) {
            lock();
            verdicts.put(StoreProperty.MULTIPART_LOCK, multipartLock());
        }
        if (legalHold) {
            verdicts.put(StoreProperty.LEGAL_HOLD, legalHold());
        }
        own.forEach(made -> remove(made, version -> true));
        return new StoreReport(bucket.name(), verdicts);
    }

    private String fresh() {
        String key = bucket.probe(UUID.randomUUID().toString());
        own.add(key);
        return key;
    }

    private boolean reads(String key, byte[] expected) {
        return bucket.calls().run(() -> {
            try (GetObjectResponse body = bucket.get(key, null, 0, expected.length + 1L, null)) {
                return Arrays.equals(body.readAllBytes(), expected);
            }
        });
    }

    private Verdict completion(String key) {
        String upload = uploads.begin(key, Map.of());
        try {
            Part part = uploads.upload(key, upload, 1, PartBuffer.of(OTHERS));
            uploads.complete(key, upload, List.of(part), Map.of("If-None-Match", "*"));
            return Verdict.IGNORED;
        } catch (S3Failure e) {
            uploads.abort(key, upload);
            if (e.is(Kind.CONDITION)) {
                return Verdict.ENFORCED;
            }
            if (e.is(Kind.UNSUPPORTED)) {
                return Verdict.UNSUPPORTED;
            }
            throw e;
        }
    }

    /** Puts bytes with digests of which one is wrong. */
    private Verdict digest(byte[] signed, byte[] checksum) {
        Http.Headers headers = new Http.Headers(Map.of(
                "x-amz-content-sha256", HexFormat.of().formatHex(signed),
                "x-amz-checksum-sha256", Base64.getEncoder().encodeToString(checksum),
                "x-amz-sdk-checksum-algorithm", "SHA256"));
        // A digest that was signed and is wrong may be called a wrong signature.
        return refused(
                Set.of(Kind.DIGEST, Kind.CREDENTIALS),
                () -> bucket.client()
                        .putObject(PutObjectAPIArgs.builder()
                                .bucket(bucket.name())
                                .object(fresh())
                                .data(BYTES, BYTES.length)
                                .headers(headers)
                                .build())
                        .get());
    }

    private static byte[] sha256(byte[] bytes) {
        return PartBuffer.of(bytes).sha256();
    }

    private Verdict notPublic(String key) {
        GetObjectArgs object =
                GetObjectArgs.builder().bucket(bucket.name()).object(key).build();
        Verdict reading = refused(WITHOUT_RIGHTS, () -> {
            anonymous.getObject(object).get().close();
            return key;
        });
        if (reading == Verdict.IGNORED) {
            return reading;
        }
        ListObjectsV2Args names = ListObjectsV2Args.builder()
                .bucket(bucket.name())
                .prefix(bucket.probe(""))
                .maxKeys(1)
                .build();
        return refused(WITHOUT_RIGHTS, () -> anonymous.listObjectsV2(names).get());
    }

    private void lock() {
        Instant end = Instant.now().plus(LOCKED).truncatedTo(ChronoUnit.SECONDS);
        String key = fresh();
        String version;
        try {
            version = bucket.put(key, PartBuffer.of(BYTES), retention(end));
        } catch (S3Failure e) {
            Verdict verdict = unsupported(e);
            verdicts.put(StoreProperty.LOCK, verdict);
            verdicts.put(StoreProperty.LOCK_NOT_SHORTENED, verdict);
            return;
        }
        Optional<HeadObjectResponse> locked = bucket.head(key).filter(S3Probe::isLocked);
        verdicts.put(
                StoreProperty.LOCK,
                locked.isPresent() && survivesDeletion(key, version) ? Verdict.ENFORCED : Verdict.IGNORED);
        refused(LOCKED_AGAINST, () -> {
            bucket.retain(key, version, end.minus(LOCKED.dividedBy(2)));
            return key;
        });
        boolean kept = bucket.head(key)
                .filter(S3Probe::isLocked)
                .filter(head -> !head.lockRetainUntilDate().toInstant().isBefore(end.minusSeconds(2)))
                .isPresent();
        verdicts.put(StoreProperty.LOCK_NOT_SHORTENED, kept ? Verdict.ENFORCED : Verdict.IGNORED);
    }

    private static Map<String, String> retention(Instant end) {
        return new S3Lock(Optional.of(LOCKED), false, Clock.systemUTC()).headers(Optional.of(end));
    }

    private static boolean isLocked(HeadObjectResponse head) {
        return head.lockMode() == RetentionMode.COMPLIANCE && head.lockRetainUntilDate() != null;
    }

    private Verdict multipartLock() {
        String key = fresh();
        Instant end = Instant.now().plus(LOCKED).truncatedTo(ChronoUnit.SECONDS);
        try {
            String upload = uploads.begin(key, retention(end));
            uploads.complete(key, upload, List.of(uploads.upload(key, upload, 1, PartBuffer.of(BYTES))), Map.of());
        } catch (S3Failure e) {
            return unsupported(e);
        }
        return bucket.head(key).filter(S3Probe::isLocked).isPresent() ? Verdict.ENFORCED : Verdict.IGNORED;
    }

    private Verdict legalHold() {
        String key = fresh();
        try {
            String version = bucket.put(key, PartBuffer.of(BYTES), Map.of("x-amz-object-lock-legal-hold", "ON"));
            boolean held = bucket.head(key)
                    .filter(head -> head.lockLegalHold().status())
                    .isPresent();
            Verdict verdict = held && survivesDeletion(key, version) ? Verdict.ENFORCED : Verdict.IGNORED;
            DisableObjectLegalHoldArgs lift = DisableObjectLegalHoldArgs.builder()
                    .bucket(bucket.name())
                    .object(key)
                    .versionId(version)
                    .build();
            refused(
                    LOCKED_AGAINST,
                    () -> bucket.client().disableObjectLegalHold(lift).get());
            return verdict;
        } catch (S3Failure e) {
            return unsupported(e);
        }
    }

    /** Whether a version is still there after somebody with all rights tried to remove it. */
    private boolean survivesDeletion(String key, @Nullable String version) {
        if (version == null) {
            return false;
        }
        RemoveObjectArgs args = RemoveObjectArgs.builder()
                .bucket(bucket.name())
                .object(key)
                .versionId(version)
                .bypassGovernanceMode(true)
                .build();
        refused(LOCKED_AGAINST, () -> bucket.client().removeObject(args).get());
        return versions.of(key).stream().anyMatch(present -> present.versionId().equals(version)) && reads(key, BYTES);
    }

    /** Makes a request that should be refused; a failure that is no refusal fails the examination. */
    private <T> Verdict refused(Set<Kind> refusals, Callable<T> request) {
        return bucket.calls().run(() -> {
            try {
                request.call();
                return Verdict.IGNORED;
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                S3Failure failure = S3Failure.of(e);
                if (refusals.contains(failure.kind())) {
                    return Verdict.ENFORCED;
                }
                if (failure.is(Kind.UNSUPPORTED)) {
                    return Verdict.UNSUPPORTED;
                }
                throw failure;
            }
        });
    }

    /** What a request came to that should have succeeded. */
    private static Verdict unsupported(S3Failure failure) {
        if (failure.is(Kind.BUSY) || failure.is(Kind.CREDENTIALS) || failure.is(Kind.FULL)) {
            throw failure;
        }
        return Verdict.UNSUPPORTED;
    }

    private static boolean isBefore(Item version, Instant limit) {
        return version.lastModified().toInstant().isBefore(limit);
    }

    /** Removes those versions and deletions of probes that {@code which} names, as far as they are not locked. */
    private void remove(String start, Predicate<Item> which) {
        try {
            versions.all(start).stream()
                    .filter(which)
                    .forEach(version -> remove(version.objectName(), version.versionId()));
        } catch (S3Failure e) {
            if (!e.is(Kind.UNSUPPORTED) && !e.is(Kind.DENIED)) {
                throw e;
            }
        }
    }

    private void remove(String key, @Nullable String version) {
        try {
            bucket.deleteVersion(key, version);
        } catch (S3Failure e) {
            // Still locked: a later start tries again.
        }
    }
}
