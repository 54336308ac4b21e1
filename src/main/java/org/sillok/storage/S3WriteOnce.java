package org.sillok.storage;

import io.minio.HeadObjectResponse;
import io.minio.messages.Item;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private static final byte[] PROBE = {1};
    private static final int LOOKS = 20;
    private static final int ATTEMPTS = 3;
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final S3Bucket bucket;
    private volatile @Nullable Means means;

    /** What decides between two writers. */
    enum Means {
        CONDITIONS,
        /** The same, but an ETag is given without its quotes: Ceph 16 compares them, too. */
        BARE_CONDITIONS,
        VERSIONS,
        NOTHING
    }

    S3WriteOnce(S3Bucket bucket) {
        this.bucket = bucket;
    }

    /** Writes an object that must not exist yet; with {@code locks}, already locked where that cannot lock a loser's. */
    void create(String key, PartBuffer body, Map<String, String> headers, Map<String, String> locks) {
        Map<String, String> all = new HashMap<>(headers);
        requireMeans();
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

    /** The version that has the name: where versions decide, not the newest one, which may be a loser's. */
    Optional<HeadObjectResponse> present(String key) {
        if (honoursConditions()) {
            return bucket.head(key);
        }
        List<Item> versions = bucket.versions(key);
        return versions.isEmpty()
                ? Optional.empty()
                : bucket.head(key, versions.get(versions.size() - 1).versionId());
    }

    /** Who has the name, after a write that may have met another one. */
    HeadObjectResponse holder(String key) {
        Optional<HeadObjectResponse> present = present(key);
        // While a loser takes its version back, Ceph shows nothing for a moment.
        for (int look = 0; present.isEmpty() && look < LOOKS; look++) {
            S3Calls.sleep(PAUSE);
            present = present(key);
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

    /**
     * Replaces the version of a pointer that was seen. The version before is removed: a bucket would keep each for ever.
     * {@code mark} tells versions of this write from others'.
     */
    void replace(String key, PartBuffer body, String mark, String etag, @Nullable String seen) {
        Map<String, String> all = new HashMap<>(Map.of(S3Draft.MARK, mark));
        @Nullable String mine;
        requireMeans();
        if (honoursConditions()) {
            all.put("If-Match", means() == Means.CONDITIONS ? quoted(etag) : etag);
            mine = bucket.put(key, body, all);
        } else {
            mine = bucket.put(key, body, all);
            requireNext(key, mine, mark, seen);
        }
        if (seen != null && !seen.equals(mine)) {
            try {
                bucket.deleteVersion(key, seen);
            } catch (S3Failure e) {
                // It may be locked by the bucket's own rule, or not ours to delete: then a rule of the bucket ends it.
            }
        }
    }

    /**
     * The write directly above the version that was seen is the one that replaced it. A request whose answer was lost was
     * made twice, perhaps with another writer's in between: its first version decides for it.
     */
    private void requireNext(String key, @Nullable String mine, String mark, @Nullable String seen) {
        List<Item> versions = bucket.versions(key);
        position(versions, mine);
        List<String> all = new ArrayList<>();
        int lowest = 0;
        for (int at = 0; at < versions.size() && !isSeen(versions.get(at), seen); at++) {
            String version = versions.get(at).versionId();
            if (version.equals(mine) || hasMark(key, version, mark)) {
                all.add(version);
                lowest = at;
            }
        }
        boolean next = lowest + 1 < versions.size() && isSeen(versions.get(lowest + 1), seen);
        // The newest first, so that no older one of mine shows once the decision is against me.
        for (String version : next ? all.subList(0, all.size() - 1) : all) {
            bucket.deleteVersion(key, version);
        }
        if (!next) {
            throw new S3Failure(Kind.CONDITION, "another version");
        }
    }

    private static boolean isSeen(Item version, @Nullable String seen) {
        return Objects.equals(S3Bucket.version(version.versionId()), seen);
    }

    private boolean hasMark(String key, String version, String mark) {
        return bucket.head(key, version)
                .map(head -> mark.equals(head.headers().get(S3Draft.MARK)))
                .orElse(false);
    }

    /** Refuses to write where nothing would stop one object from replacing another. */
    void requireMeans() {
        if (means() == Means.NOTHING) {
            throw new StorageUnavailableException(
                    "the object store ignores conditions and the bucket keeps no versions, so"
                            + " one object could replace another: turn on the bucket's versions");
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
        return means() == Means.CONDITIONS || means() == Means.BARE_CONDITIONS;
    }

    /** What was tried out, before the first write. */
    Means means() {
        Means known = means;
        if (known == null) {
            known = Means.NOTHING;
            // Whoever removes probes in between makes an honest store look like one that ignores conditions.
            for (int attempt = 0; attempt < ATTEMPTS && known == Means.NOTHING; attempt++) {
                known = tryOut(bucket.probe(UUID.randomUUID().toString()));
            }
            means = known;
        }
        return known;
    }

    private Means tryOut(String key) {
        try {
            String first = bucket.put(key, PartBuffer.of(PROBE), Map.of());
            String etag = bucket.head(key).map(HeadObjectResponse::etag).orElse("");
            String stale = "0".repeat(32);
            if (!isRefused(key, Map.of("If-None-Match", "*"))
                    || !isRefused(key, Map.of("If-Match", stale))
                    || !isRefused(key, Map.of("If-Match", quoted(stale)))) {
                return withoutConditions(key, first);
            }
            if (!isRefused(key, Map.of("If-Match", quoted(etag)))) {
                return Means.CONDITIONS;
            }
            return isRefused(key, Map.of("If-Match", etag)) ? withoutConditions(key, first) : Means.BARE_CONDITIONS;
        } catch (S3Failure e) {
            if (e.is(Kind.MISSING)) {
                return Means.NOTHING;
            }
            throw e;
        } finally {
            cleanUp(key);
        }
    }

    /** Versions decide only where a later write has one of its own and leaves the earlier one there. */
    private Means withoutConditions(String key, @Nullable String first) {
        String second = bucket.put(key, PartBuffer.of(PROBE), Map.of());
        boolean kept = first != null
                && second != null
                && !second.equals(first)
                && bucket.versions(key).stream()
                        .anyMatch(version -> version.versionId().equals(first));
        return kept ? Means.VERSIONS : Means.NOTHING;
    }

    private static String quoted(String etag) {
        return "\"" + etag + "\"";
    }

    private boolean isRefused(String key, Map<String, String> condition) {
        try {
            bucket.put(key, PartBuffer.of(PROBE), condition);
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
