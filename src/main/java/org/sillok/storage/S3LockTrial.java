package org.sillok.storage;

import io.minio.RemoveObjectArgs;
import io.minio.SetObjectRetentionArgs;
import io.minio.messages.Part;
import io.minio.messages.Retention;
import io.minio.messages.RetentionMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sillok.storage.StoreReport.Verdict;

/**
 * Tries to break locks with all rights that there are. Ends are counted by the store's clock: this machine's may differ.
 * Before a refusal counts for a lock, the same request is seen to succeed without one: credentials that may remove
 * nothing show nothing.
 */
final class S3LockTrial {
    // Longer than a trial takes, and soon over.
    private static final Duration LOCKED = Duration.ofSeconds(60);
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private final S3Trial trial;
    private final S3Bucket bucket;
    private final S3Uploads uploads;
    private final Clock clock;

    S3LockTrial(S3Trial trial, Clock clock) {
        this.trial = trial;
        this.bucket = trial.bucket();
        this.uploads = new S3Uploads(bucket);
        this.clock = clock;
    }

    void retention(Map<StoreProperty, Verdict> verdicts) {
        Instant end = end();
        String key = trial.fresh();
        Optional<String> version = put(key, retention(end));
        if (version.isEmpty()) {
            trial.remark("a lock until " + end + " was refused; this machine's clock says " + clock.instant()
                    + ", the store's " + trial.now());
            verdicts.put(StoreProperty.LOCK, Verdict.UNSUPPORTED);
            verdicts.put(StoreProperty.LOCK_NOT_SHORTENED, Verdict.UNSUPPORTED);
            verdicts.put(StoreProperty.MULTIPART_LOCK, Verdict.UNSUPPORTED);
            return;
        }
        boolean locked = isLocked(key, end);
        verdicts.put(StoreProperty.LOCK, locked ? deletion(key, version.get(), end) : Verdict.IGNORED);
        verdicts.put(StoreProperty.LOCK_NOT_SHORTENED, locked ? shortening(key, version.get(), end) : Verdict.IGNORED);
        verdicts.put(StoreProperty.MULTIPART_LOCK, multipart());
    }

    private Instant end() {
        return trial.now().plus(LOCKED).truncatedTo(ChronoUnit.SECONDS);
    }

    /** The version put, or empty if the store refused it; "" where it has no versions, which are what a lock is on. */
    private Optional<String> put(String key, Map<String, String> headers) {
        List<String> version = new ArrayList<>();
        Optional<S3Failure> refusal = trial.attempt(() -> {
            String written = bucket.put(key, PartBuffer.of(S3Trial.BYTES), headers);
            return version.add(written == null ? "" : written);
        });
        return refusal.isPresent() ? Optional.empty() : Optional.of(version.get(0));
    }

    private Verdict deletion(String key, String version, Instant end) {
        if (version.isEmpty()) {
            return Verdict.IGNORED;
        }
        if (!mayDelete()) {
            return Verdict.UNTESTED;
        }
        delete(key, version);
        return survives(key, version) ? Verdict.ENFORCED : unlessOver(end);
    }

    /** The control: of two equal requests only the one against a lock may be refused. */
    private boolean mayDelete() {
        String key = trial.fresh();
        Optional<String> version = put(key, Map.of());
        version.ifPresent(unlocked -> delete(key, unlocked));
        boolean may = version.isPresent() && !trial.isThere(key, version.get());
        if (!may) {
            trial.remark("these credentials may not delete versions, or the bucket locks each by itself: whether a lock"
                    + " withstands deletion is not seen");
        }
        return may;
    }

    private void delete(String key, String version) {
        RemoveObjectArgs args = RemoveObjectArgs.builder()
                .bucket(bucket.name())
                .object(key)
                .versionId(version)
                .bypassGovernanceMode(true)
                .build();
        trial.attempt(() -> bucket.client().removeObject(args).get());
    }

    private boolean survives(String key, String version) {
        return trial.isThere(key, version) && trial.reads(key, S3Trial.BYTES);
    }

    private Verdict shortening(String key, String version, Instant end) {
        Instant later = end.plus(LOCKED);
        if (version.isEmpty()) {
            return Verdict.IGNORED;
        }
        if (retain(key, version, RetentionMode.COMPLIANCE, later).isPresent() || !isLocked(key, later)) {
            trial.remark("these credentials may not change a retention: whether it can be shortened is not seen");
            return Verdict.UNTESTED;
        }
        retain(key, version, RetentionMode.COMPLIANCE, end);
        boolean kept = isLocked(key, later);
        retain(key, version, RetentionMode.GOVERNANCE, later);
        return kept && isLocked(key, later) ? Verdict.ENFORCED : unlessOver(end);
    }

    private Optional<S3Failure> retain(String key, String version, RetentionMode mode, Instant until) {
        SetObjectRetentionArgs args = SetObjectRetentionArgs.builder()
                .bucket(bucket.name())
                .object(key)
                .versionId(version)
                .config(new Retention(mode, until.atZone(ZoneOffset.UTC)))
                .bypassGovernanceMode(true)
                .build();
        return trial.attempt(() -> bucket.client().setObjectRetention(args).get());
    }

    /** A lock that is not there any more may have ended meanwhile: only the store knows. */
    private Verdict unlessOver(Instant end) {
        Instant now = trial.now();
        if (now.isBefore(end)) {
            return Verdict.IGNORED;
        }
        trial.remark(
                "the lock that was tried ended, by the store's clock, before it could be: the store is slow, or its"
                        + " clock jumped to " + now);
        return Verdict.UNTESTED;
    }

    private Verdict multipart() {
        String key = trial.fresh();
        Instant end = end();
        Optional<S3Failure> refusal = trial.attempt(() -> {
            String upload = uploads.begin(key, retention(end));
            Part part = uploads.upload(key, upload, 1, PartBuffer.of(S3Trial.BYTES));
            return uploads.complete(key, upload, List.of(part), Map.of());
        });
        if (refusal.isPresent()) {
            return Verdict.UNSUPPORTED;
        }
        return isLocked(key, end) ? Verdict.ENFORCED : Verdict.IGNORED;
    }

    Verdict legalHold() {
        String key = trial.fresh();
        Optional<String> version = put(key, Map.of("x-amz-object-lock-legal-hold", "ON"));
        if (version.isEmpty()) {
            return Verdict.UNSUPPORTED;
        }
        boolean held =
                bucket.head(key).filter(head -> head.lockLegalHold().status()).isPresent();
        if (!held || version.get().isEmpty()) {
            return Verdict.IGNORED;
        }
        // The hold is lifted when what was tried is removed.
        if (!mayDelete()) {
            return Verdict.UNTESTED;
        }
        delete(key, version.get());
        return survives(key, version.get()) ? Verdict.ENFORCED : Verdict.IGNORED;
    }

    private static Map<String, String> retention(Instant end) {
        return new S3Lock(Optional.of(LOCKED), false, Clock.systemUTC()).headers(Optional.of(end));
    }

    private boolean isLocked(String key, Instant end) {
        return bucket.head(key)
                .filter(head -> head.lockMode() == RetentionMode.COMPLIANCE && head.lockRetainUntilDate() != null)
                .filter(head -> !head.lockRetainUntilDate().toInstant().isBefore(end.minus(TOLERANCE)))
                .isPresent();
    }
}
