package org.sillok.storage;

import io.minio.HeadObjectResponse;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sillok.storage.S3Failure.Kind;
import org.sillok.storage.S3WriteOnce.Means;

/** Tries out what decides between two writers of a bucket. */
final class S3Conditions {
    private static final byte[] PROBE = {1};
    private static final int ATTEMPTS = 3;

    private final S3Bucket bucket;
    private final S3Versions versions;
    private volatile @Nullable Means means;

    S3Conditions(S3Bucket bucket) {
        this.bucket = bucket;
        this.versions = new S3Versions(bucket);
    }

    /**
     * What was tried out, before the first write. Whoever removes probes in between makes an honest store look like one that
     * ignores conditions: only what was seen twice is kept for good, and that nothing decides is tried again each time.
     */
    Means means() {
        Means known = means;
        if (known != null) {
            return known;
        }
        Means seen = tryOut(bucket.probe(UUID.randomUUID().toString()));
        for (int attempt = 1; attempt < ATTEMPTS && !isConditions(seen); attempt++) {
            Means again = tryOut(bucket.probe(UUID.randomUUID().toString()));
            if (again == seen && seen == Means.VERSIONS) {
                means = seen;
                return seen;
            }
            seen = again;
        }
        if (isConditions(seen)) {
            means = seen;
        }
        return seen;
    }

    /** Whether conditions do what they say. */
    static boolean isConditions(Means seen) {
        return seen == Means.CONDITIONS || seen == Means.BARE_CONDITIONS;
    }

    private Means tryOut(String key) {
        try {
            String first = bucket.put(key, PartBuffer.of(PROBE), Map.of());
            String etag = bucket.head(key).map(HeadObjectResponse::etag).orElse("");
            String stale = "0".repeat(32);
            if (!isRefused(key, S3WriteOnce.ABSENT)
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
                && versions.of(key).stream()
                        .anyMatch(version -> version.versionId().equals(first));
        return kept ? Means.VERSIONS : Means.NOTHING;
    }

    static String quoted(String etag) {
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
            try {
                versions.all(key).forEach(version -> bucket.deleteVersion(key, version.versionId()));
            } catch (S3Failure e) {
                bucket.delete(key);
            }
        } catch (S3Failure e) {
            // A few bytes stay where no listing shows them.
        }
    }
}
