package org.sillok.storage;

import io.minio.HeadObjectResponse;
import io.minio.messages.Item;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sillok.storage.S3Failure.Kind;

/**
 * Writes that replace nothing but what they are meant to. Where the store honours conditions they decide, atomically.
 * Some stores ignore them in buckets with versions (Ceph 16 does, and Object Lock needs versions): there every write is a
 * version of its own, so whoever wrote the oldest one has the name, and all others take theirs back. Which of the two
 * holds is tried out before the first write.
 *
 * <p>Fails with {@link S3Failure} of kind {@link Kind#CONDITION} if something else is there.
 */
final class S3WriteOnce {
    private static final int LOOKS = 20;
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final S3Bucket bucket;
    private volatile @Nullable Boolean conditions;

    S3WriteOnce(S3Bucket bucket) {
        this.bucket = bucket;
    }

    /** Writes an object that must not exist yet; with {@code locks}, already locked where that cannot lock a loser's. */
    void create(String key, PartBuffer body, Map<String, String> headers, Map<String, String> locks) {
        Map<String, String> all = new HashMap<>(headers);
        if (honoursConditions()) {
            all.putAll(locks);
            all.put("If-None-Match", "*");
            bucket.put(key, body, all);
            return;
        }
        requireAbsent(key);
        try {
            requireFirst(key, bucket.put(key, body, all));
        } catch (S3Failure e) {
            // Ceph's answer to one of several writers at the same moment: which of them has the name is seen later.
            throw e.is(Kind.MISSING) ? new S3Failure(Kind.CONDITION, "another writer") : e;
        }
    }

    /** What to do before a multipart upload is completed: not every store has a condition there (ADR 0014). */
    void requireAbsent(String key) {
        if (bucket.head(key).isPresent()) {
            throw new S3Failure(Kind.CONDITION, "present");
        }
    }

    /** Who has the name, after a write that may have met another one. */
    HeadObjectResponse holder(String key) {
        Optional<HeadObjectResponse> present = bucket.head(key);
        // While a loser takes its version back, Ceph shows nothing for a moment.
        for (int look = 0; present.isEmpty() && look < LOOKS; look++) {
            S3Calls.sleep(PAUSE);
            present = bucket.head(key);
        }
        return present.orElseThrow(
                () -> new StorageUnavailableException("the object store does not show what it has taken"));
    }

    /** What to do after it was completed as {@code version}. */
    void settle(String key, @Nullable String version) {
        if (!honoursConditions()) {
            requireFirst(key, version);
        }
    }

    /** Replaces the version of a pointer that was seen. The version before is removed: a bucket would keep each for ever. */
    void replace(String key, PartBuffer body, Map<String, String> headers, String etag, @Nullable String seen) {
        Map<String, String> all = new HashMap<>(headers);
        if (honoursConditions()) {
            all.put("If-Match", "\"" + etag + "\"");
            bucket.put(key, body, all);
        } else {
            String mine = bucket.put(key, body, all);
            List<Item> versions = bucket.versions(key);
            int at = position(versions, mine);
            if (at + 1 >= versions.size() || !versions.get(at + 1).versionId().equals(seen)) {
                bucket.deleteVersion(key, mine);
                throw new S3Failure(Kind.CONDITION, "another version");
            }
        }
        if (seen != null) {
            try {
                bucket.deleteVersion(key, seen);
            } catch (S3Failure e) {
                // It may be locked by the bucket's own rule, or not ours to delete: then a rule of the bucket ends it.
            }
        }
    }

    private void requireFirst(String key, @Nullable String mine) {
        if (mine == null) {
            throw new StorageUnavailableException(
                    "the object store ignores conditions and the bucket keeps no versions, so"
                            + " nothing would stop one object from replacing another: turn on the bucket's versions");
        }
        List<Item> versions = bucket.versions(key);
        if (position(versions, mine) != versions.size() - 1) {
            bucket.deleteVersion(key, mine);
            throw new S3Failure(Kind.CONDITION, "an earlier version");
        }
    }

    private static int position(List<Item> versions, @Nullable String mine) {
        for (int at = 0; at < versions.size(); at++) {
            if (versions.get(at).versionId().equals(mine)) {
                return at;
            }
        }
        throw new StorageUnavailableException("the object store does not list the version that it has just taken");
    }

    /** Whether {@code If-None-Match} and {@code If-Match} do what they say in this bucket. */
    boolean honoursConditions() {
        Boolean known = conditions;
        if (known == null) {
            known = tryConditions();
            conditions = known;
        }
        return known;
    }

    private boolean tryConditions() {
        String key = bucket.probe(UUID.randomUUID().toString());
        try {
            bucket.put(key, PartBuffer.of(new byte[] {1}), Map.of("If-None-Match", "*"));
            String etag = bucket.head(key).map(HeadObjectResponse::etag).orElse("");
            return isRefused(key, Map.of("If-None-Match", "*"))
                    && isRefused(key, Map.of("If-Match", "\"00000000000000000000000000000000\""))
                    && !isRefused(key, Map.of("If-Match", "\"" + etag + "\""));
        } finally {
            cleanUp(key);
        }
    }

    private boolean isRefused(String key, Map<String, String> condition) {
        try {
            bucket.put(key, PartBuffer.of(new byte[] {2}), condition);
            return false;
        } catch (S3Failure e) {
            if (e.is(Kind.CONDITION)) {
                return true;
            }
            throw e;
        }
    }

    /** Removes what was tried out, with all its versions where that is allowed. */
    private void cleanUp(String key) {
        try {
            for (Item version : bucket.allVersions(key).contents()) {
                bucket.deleteVersion(key, version.versionId());
            }
        } catch (S3Failure e) {
            // A few bytes stay where no listing shows them.
        }
    }
}
