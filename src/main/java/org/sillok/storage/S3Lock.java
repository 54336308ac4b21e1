package org.sillok.storage;

import io.minio.HeadObjectResponse;
import io.minio.messages.RetentionMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The lock that the store is to put on what is written: asked for with the write, read back after it, and set again where
 * the store dropped it.
 */
final class S3Lock {
    // The store counts seconds and may round; what matters is that nobody shortened years.
    private static final Duration TOLERANCE = Duration.ofSeconds(2);
    // An object that was written before has its own beginning, by the store's clock.
    private static final Duration EARLIER = Duration.ofHours(1);

    private final Optional<Duration> retention;
    private final boolean legalHold;
    private final Clock clock;

    S3Lock(Optional<Duration> retention, boolean legalHold, Clock clock) {
        this.retention = retention;
        this.legalHold = legalHold;
        this.clock = clock;
    }

    static S3Lock none() {
        return new S3Lock(Optional.empty(), false, Clock.systemUTC());
    }

    boolean isUsed() {
        return legalHold || retention.isPresent();
    }

    /** When a lock that begins now ends; empty without a retention. */
    Optional<Instant> end() {
        return retention.map(length -> clock.instant().plus(length).truncatedTo(ChronoUnit.SECONDS));
    }

    Map<String, String> headers(Optional<Instant> end) {
        Map<String, String> headers = new HashMap<>();
        end.ifPresent(until -> {
            headers.put("x-amz-object-lock-mode", RetentionMode.COMPLIANCE.name());
            headers.put(
                    "x-amz-object-lock-retain-until-date",
                    DateTimeFormatter.ISO_INSTANT.format(until.atZone(ZoneOffset.UTC)));
        });
        if (legalHold) {
            headers.put("x-amz-object-lock-legal-hold", "ON");
        }
        return headers;
    }

    /**
     * Makes sure that an object just written is locked until {@code end}, and as long from when the store took it, by its clock: an
     * upload may have begun hours before, and this machine's clock may be slow.
     */
    void keep(S3Bucket bucket, String key, HeadObjectResponse written, Optional<Instant> end) {
        Optional<Instant> whole = retention
                .map(length -> written.lastModified().toInstant().plus(length))
                .filter(until -> end.isEmpty() || until.isAfter(end.get()));
        keep(bucket, key, written, whole.or(() -> end), TOLERANCE);
    }

    /** Makes sure that an object found there is locked. */
    void keepFound(S3Bucket bucket, String key, HeadObjectResponse found) {
        Optional<Instant> end = retention
                .map(length -> found.lastModified().toInstant().plus(length))
                // Written before there was a retention: one that would have ended asks for nothing.
                .filter(until -> until.isAfter(clock.instant().plus(TOLERANCE)));
        keep(bucket, key, found, end, EARLIER);
    }

    private void keep(
            S3Bucket bucket, String key, HeadObjectResponse object, Optional<Instant> end, Duration tolerance) {
        if (isKept(object, end, tolerance)) {
            return;
        }
        end.filter(until -> !isRetained(object, until, tolerance))
                .ifPresent(until -> bucket.retain(key, object.versionId(), until));
        if (legalHold && !object.lockLegalHold().status()) {
            bucket.hold(key, object.versionId());
        }
        HeadObjectResponse again = bucket.head(key, object.versionId()).orElse(object);
        if (!isKept(again, end, tolerance)) {
            throw new StorageUnavailableException(
                    "the object store did not lock an object that it took: make the bucket"
                            + " with Object Lock, or use a store that has it");
        }
    }

    private boolean isKept(HeadObjectResponse object, Optional<Instant> end, Duration tolerance) {
        return end.map(until -> isRetained(object, until, tolerance)).orElse(true)
                && (!legalHold || object.lockLegalHold().status());
    }

    private static boolean isRetained(HeadObjectResponse object, Instant until, Duration tolerance) {
        return object.lockMode() == RetentionMode.COMPLIANCE
                && object.lockRetainUntilDate() != null
                && !object.lockRetainUntilDate().toInstant().isBefore(until.minus(tolerance));
    }
}
