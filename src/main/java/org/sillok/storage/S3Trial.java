package org.sillok.storage;

import io.minio.DisableObjectLegalHoldArgs;
import io.minio.GetObjectResponse;
import io.minio.messages.Item;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sillok.storage.S3Failure.Kind;

/**
 * What the trials of one bucket share: small objects that no listing shows, requests that should be refused, the store's
 * time, and cleaning up. What the store answers counts for little; what is there afterwards decides.
 */
final class S3Trial {
    static final byte[] BYTES = "a probe".getBytes(StandardCharsets.US_ASCII);
    static final byte[] OTHERS = "others!".getBytes(StandardCharsets.US_ASCII);

    // Longer than an examination takes.
    private static final Duration OLD = Duration.ofMinutes(10);
    private static final String AMONG_EVIDENCE = "content/.probe-";
    // The service cannot be used, or not now: that says nothing of what it does.
    private static final Set<Kind> ENDING =
            Set.of(Kind.BUSY, Kind.CREDENTIALS, Kind.SKEW, Kind.NO_BUCKET, Kind.FULL, Kind.CERTIFICATE);

    private final S3Bucket bucket;
    private final S3Versions versions;
    private final List<String> own = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    S3Trial(S3Bucket bucket) {
        this.bucket = bucket;
        this.versions = new S3Versions(bucket);
    }

    S3Bucket bucket() {
        return bucket;
    }

    /** What whoever runs the store should know beside the verdicts. */
    List<String> remarks() {
        return remarks;
    }

    void remark(String text) {
        if (!remarks.contains(text)) {
            remarks.add(text);
        }
    }

    String fresh() {
        return made(bucket.probe(UUID.randomUUID().toString()));
    }

    /** A key where evidence lies; it is no object's name, so no listing shows it. */
    String freshAmongEvidence() {
        return made(bucket.key(AMONG_EVIDENCE + UUID.randomUUID()));
    }

    private String made(String key) {
        own.add(key);
        return key;
    }

    /** What time it is by the store's clock, which counts seconds. */
    Instant now() {
        String key = fresh();
        bucket.put(key, PartBuffer.of(BYTES), Map.of());
        return bucket.head(key)
                .map(head -> head.lastModified().toInstant())
                .orElseThrow(() -> new StorageUnavailableException("the object store does not show what it has taken"));
    }

    boolean reads(String key, byte[] expected) {
        return bucket.calls().run(() -> {
            try (GetObjectResponse body = bucket.get(key, null, 0, expected.length + 1L, null)) {
                return Arrays.equals(body.readAllBytes(), expected);
            }
        });
    }

    boolean isThere(String key, @Nullable String version) {
        return versions.of(key).stream().anyMatch(present -> present.versionId().equals(version));
    }

    /** Makes a request that may be refused; returns the refusal. Throws if the service cannot be used at all. */
    Optional<S3Failure> attempt(Callable<?> request) {
        return attempt(Set.of(), request);
    }

    /** The same; what is of a kind in {@code refusals} is a refusal here, whatever it is elsewhere. */
    Optional<S3Failure> attempt(Set<Kind> refusals, Callable<?> request) {
        return bucket.calls().run(() -> {
            try {
                request.call();
                return Optional.empty();
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                S3Failure failure = S3Failure.of(e);
                if (ENDING.contains(failure.kind()) && !refusals.contains(failure.kind())) {
                    throw failure;
                }
                return Optional.of(failure);
            }
        });
    }

    /** Removes what examinations left that were broken off, or whose locks had not ended. */
    void removeOld() {
        Instant limit = now().minus(OLD);
        Predicate<Item> old = item -> item.lastModified().toInstant().isBefore(limit);
        remove(bucket.probe(""), ".probe/", old);
        remove(bucket.key(AMONG_EVIDENCE), AMONG_EVIDENCE, old);
    }

    /** Removes what this examination wrote, as far as it is not locked. Never throws: a later start tries again. */
    void removeOwn() {
        try {
            for (String key : own) {
                remove(key, bucket.object(key).orElse(key), item -> true);
            }
        } catch (S3Failure | StorageException e) {
            // The failure that ended the examination, if any, is on its way. A few bytes stay where no listing shows
            // them.
        }
    }

    private void remove(String start, String within, Predicate<Item> which) {
        List<Item> found;
        try {
            found = versions.all(start);
        } catch (S3Failure e) {
            requireNoEnd(e);
            // It has no versions, or they are not to be listed: then there is one of each.
            bucket.list(within, null).contents().stream()
                    .filter(which)
                    .forEach(item -> attempt(() -> {
                        bucket.delete(item.objectName());
                        return item;
                    }));
            return;
        }
        found.stream().filter(which).forEach(this::remove);
    }

    private void remove(Item version) {
        String key = version.objectName();
        try {
            bucket.deleteVersion(key, version.versionId());
        } catch (S3Failure e) {
            requireNoEnd(e);
            // Perhaps held by an examination that was broken off; still locked otherwise: a later start tries again.
            attempt(() -> {
                lift(key, version.versionId());
                bucket.deleteVersion(key, version.versionId());
                return key;
            });
        }
    }

    private static void requireNoEnd(S3Failure failure) {
        if (ENDING.contains(failure.kind())) {
            throw failure;
        }
    }

    /** Ends a legal hold. */
    void lift(String key, @Nullable String version) {
        DisableObjectLegalHoldArgs args = DisableObjectLegalHoldArgs.builder()
                .bucket(bucket.name())
                .object(key)
                .versionId(version)
                .build();
        bucket.calls().run(() -> bucket.client().disableObjectLegalHold(args).get());
    }
}
