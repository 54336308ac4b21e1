package org.sillok.storage;

import io.minio.MinioAsyncClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.sillok.storage.S3WriteOnce.Means;
import org.sillok.storage.StoreReport.Verdict;

/**
 * Tries out what a bucket really does, with a few small objects that no listing shows. What has to be locked is locked for a
 * minute or two, and removed by a later start.
 */
final class S3Probe {
    private static final Duration SKEW = Duration.ofSeconds(5);

    private final S3Bucket bucket;
    private final S3WriteOnce once;
    private final MinioAsyncClient anonymous;
    private final Clock clock;

    S3Probe(S3Bucket bucket, S3WriteOnce once, MinioAsyncClient anonymous, Clock clock) {
        this.bucket = bucket;
        this.once = once;
        this.anonymous = anonymous;
        this.clock = clock;
    }

    /** Throws {@link S3Failure} or {@link StorageException} if the store cannot be used at all. */
    StoreReport examine(boolean retention, boolean legalHold) {
        S3Trial trial = new S3Trial(bucket);
        try {
            return examine(trial, retention, legalHold);
        } finally {
            trial.removeOwn();
        }
    }

    private StoreReport examine(S3Trial trial, boolean retention, boolean legalHold) {
        Map<StoreProperty, Verdict> verdicts = new EnumMap<>(StoreProperty.class);
        compareClocks(trial);
        trial.removeOld();
        boolean locks = first(trial, verdicts);
        verdicts.put(StoreProperty.CONDITIONAL_WRITES, verdict(once.honoursConditions()));
        verdicts.put(StoreProperty.WRITE_ONCE, verdict(once.means() != Means.NOTHING));
        S3WriteTrial writes = new S3WriteTrial(trial);
        verdicts.put(StoreProperty.CONDITIONAL_COMPLETION, writes.completion());
        verdicts.put(StoreProperty.CHECKSUMS, writes.checksums());
        verdicts.put(StoreProperty.SIGNED_PAYLOAD, writes.signedPayload());
        verdicts.put(StoreProperty.NOT_PUBLIC, new S3PublicTrial(trial, anonymous).run());
        S3LockTrial lock = new S3LockTrial(trial, clock);
        if (retention) {
            lock.retention(verdicts);
        }
        if (legalHold) {
            verdicts.put(StoreProperty.LEGAL_HOLD, lock.legalHold());
        }
        return new StoreReport(bucket.name(), verdicts, locks, trial.remarks());
    }

    /** Returns whether the bucket locks by itself what nobody asked it to lock. */
    private boolean first(S3Trial trial, Map<StoreProperty, Verdict> verdicts) {
        String key = trial.fresh();
        bucket.put(key, PartBuffer.of(S3Trial.BYTES), Map.of());
        verdicts.put(StoreProperty.READ_AFTER_WRITE, verdict(trial.reads(key, S3Trial.BYTES)));
        boolean locks = bucket.head(key)
                .filter(head -> head.lockRetainUntilDate() != null)
                .isPresent();
        if (locks) {
            trial.remark("this bucket has a default retention: what is to be removed stays until it ends");
        }
        return locks;
    }

    private void compareClocks(S3Trial trial) {
        Instant before = clock.instant();
        Instant there = trial.now();
        Instant after = clock.instant();
        if (there.isBefore(before.minus(SKEW)) || there.isAfter(after.plus(SKEW))) {
            trial.remark("the clocks differ: the object store's says " + there + ", this machine's " + after
                    + "; set both by NTP");
        }
    }

    private static Verdict verdict(boolean holds) {
        return holds ? Verdict.ENFORCED : Verdict.IGNORED;
    }
}
