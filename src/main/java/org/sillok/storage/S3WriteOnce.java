package org.sillok.storage;

import io.minio.HeadObjectResponse;
import io.minio.messages.Item;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
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
    /** The condition that nothing has the name. */
    static final Map<String, String> ABSENT = Map.of("If-None-Match", "*");

    private static final String NO_MEANS =
            "the object store ignores conditions and the bucket keeps no versions, so one"
                    + " object could replace another: turn on the bucket's versions";
    private static final int LOOKS = 20;
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final S3Bucket bucket;
    private final S3Versions versions;
    private final S3Conditions conditions;

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
        this.versions = new S3Versions(bucket);
        this.conditions = new S3Conditions(bucket);
    }

    /**
     * Writes an object that must not exist yet; with {@code locks}, already locked where that cannot lock a loser's.
     *
     * @param mark tells the versions of this write from others'
     */
    void create(String key, PartBuffer body, String mark, Map<String, String> locks) {
        Map<String, String> all = new HashMap<>(Map.of(S3Draft.MARK, mark));
        requireMeans();
        if (honoursConditions()) {
            all.putAll(locks);
            all.putAll(ABSENT);
            bucket.put(key, body, all);
            return;
        }
        requireAbsent(key);
        decided(key, mark, Optional::isEmpty, () -> bucket.put(key, body, all));
    }

    /** Completes a multipart upload that was begun with {@code mark}. */
    void complete(String key, String mark, Supplier<@Nullable String> completion) {
        requireAbsent(key);
        if (honoursConditions()) {
            var unused = completion.get();
        } else {
            decided(key, mark, Optional::isEmpty, completion);
        }
    }

    /** Not every store has a condition for the completion of a multipart upload (ADR 0014). */
    private void requireAbsent(String key) {
        if (bucket.head(key).isPresent()) {
            throw new S3Failure(Kind.CONDITION, "present");
        }
    }

    /**
     * The version that has the name: where versions decide, the newest that repaired another, or else the oldest. The
     * newest of all may be a loser's.
     */
    Optional<HeadObjectResponse> present(String key) {
        if (honoursConditions()) {
            return bucket.head(key);
        }
        List<Item> all = versions.of(key);
        Optional<HeadObjectResponse> found = Optional.empty();
        for (int i = 0; i < all.size() && !found.filter(S3Draft::isRepair).isPresent(); i++) {
            found = bucket.head(key, all.get(i).versionId());
        }
        return found;
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

    /**
     * Replaces the version of a pointer that was seen. The version before is removed: a bucket would keep each for ever.
     * {@code mark} tells versions of this write from others'.
     */
    void replace(String key, PartBuffer body, String mark, String etag, @Nullable String seen) {
        Map<String, String> all = new HashMap<>(Map.of(S3Draft.MARK, mark));
        requireMeans();
        if (honoursConditions()) {
            all.put("If-Match", means() == Means.CONDITIONS ? S3Conditions.quoted(etag) : etag);
            String mine = bucket.put(key, body, all);
            if (seen == null || seen.equals(mine)) {
                return;
            }
        } else {
            // The write directly above the version that was seen is the one that replaced it.
            decided(
                    key,
                    mark,
                    below -> below.filter(version -> Objects.equals(S3Bucket.version(version.versionId()), seen))
                            .isPresent(),
                    () -> bucket.put(key, body, all));
        }
        if (seen != null) {
            try {
                bucket.deleteVersion(key, seen);
            } catch (S3Failure e) {
                // It may be locked by the bucket's own rule, or not ours to delete: then a rule of the bucket ends it.
            }
        }
    }

    /**
     * Makes a write that versions decide. It may be made more than once, if its answer is lost, perhaps with another writer's in
     * between, and a failure may hide that it was made: its lowest version decides for all, and whatever is not to stay is
     * taken back.
     *
     * @param below what must be below it
     */
    private void decided(String key, String mark, Predicate<Optional<Item>> below, Supplier<@Nullable String> write) {
        Optional<S3Failure> failure = Optional.empty();
        String written = null;
        try {
            written = write.get();
            if (written == null) {
                throw new StorageUnavailableException(NO_MEANS);
            }
        } catch (S3Failure e) {
            failure = Optional.of(e);
        }
        if (isDecided(key, mark, written, below)) {
            return;
        }
        throw failure.<RuntimeException>map(S3WriteOnce::undone)
                .orElseGet(() -> new StorageUnavailableException(
                        "the object store does not list the version that it has just taken"));
    }

    private static S3Failure undone(S3Failure failure) {
        // Missing is Ceph's answer to one of several writers at the same moment.
        return failure.is(Kind.MISSING) ? new S3Failure(Kind.CONDITION, "another writer") : failure;
    }

    /** Returns false if nothing with {@code mark} is there; throws if it came too late. */
    private boolean isDecided(String key, String mark, @Nullable String written, Predicate<Optional<Item>> below) {
        List<Item> all = versions.of(key);
        List<Item> above = all.stream()
                .takeWhile(version -> !below.test(Optional.of(version)))
                .toList();
        List<String> mine = versions.marked(key, above, mark, written);
        if (mine.isEmpty()) {
            return false;
        }
        String lowest = mine.get(mine.size() - 1);
        Optional<Item> next = all.stream()
                .dropWhile(version -> !version.versionId().equals(lowest))
                .skip(1)
                .findFirst();
        boolean stays = below.test(next);
        // The newest first, so that no older one of mine shows once the decision is against me.
        for (String version : stays ? mine.subList(0, mine.size() - 1) : mine) {
            bucket.deleteVersion(key, version);
        }
        if (!stays) {
            throw new S3Failure(Kind.CONDITION, "another version");
        }
        return true;
    }

    /** Refuses to write where nothing would stop one object from replacing another. */
    void requireMeans() {
        if (means() == Means.NOTHING) {
            throw new StorageUnavailableException(NO_MEANS);
        }
    }

    /** Whether {@code If-None-Match} and {@code If-Match} do what they say in this bucket. */
    boolean honoursConditions() {
        return S3Conditions.isConditions(means());
    }

    /** What was tried out, before the first write. */
    Means means() {
        return conditions.means();
    }
}
