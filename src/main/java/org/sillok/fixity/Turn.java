package org.sillok.fixity;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.sillok.fixity.core.TokenBucket;
import org.sillok.fixity.db.RoundRows;

/**
 * A replica's turn at one of the background tasks: keeps the lease while it works, keeps the pace, and ends the work when
 * the process stops or another one has taken the turn. One thread uses it.
 */
final class Turn implements Pace {
    static final String ROUND = "ROUND";
    static final String REPLICA = "REPLICA";

    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration RENEWAL = Duration.ofSeconds(10);

    private final String task;
    private final String holder;
    private final RoundRows rows;
    private final TokenBucket bucket;
    private final Pause pause;
    private final LongSupplier nanos;
    private long renewedAt;
    private long moves;

    /** Waits; throws {@link Over} if the process stops. */
    interface Pause {
        void nanos(long nanos);
    }

    /** The work ends here and goes on later, from what was saved. */
    static final class Over extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Over() {
            super("the turn is over", null, false, false);
        }
    }

    Turn(String task, String holder, RoundRows rows, TokenBucket bucket, Pause pause, LongSupplier nanos) {
        this.task = task;
        this.holder = holder;
        this.rows = rows;
        this.bucket = bucket;
        this.pause = pause;
        this.nanos = nanos;
    }

    String holder() {
        return holder;
    }

    /** The stored cursor has moved: whatever fails next is not what failed before. */
    void moved() {
        moves++;
    }

    /** How often it has moved since this process started. */
    long moves() {
        return moves;
    }

    /** Returns whether the turn is this replica's. */
    boolean take() {
        renewedAt = nanos.getAsLong();
        return rows.take(task, holder, LEASE);
    }

    void leave() {
        rows.leave(task, holder);
    }

    /** Throws {@link Over} if the work is to end. */
    @Override
    public void read(int count) {
        pause(bucket.take(count, nanos.getAsLong()));
    }

    /** Throws {@link Over} if the work is to end. */
    @Override
    public void pause(long length) {
        pause.nanos(length);
        if (nanos.getAsLong() - renewedAt > RENEWAL.toNanos() && !take()) {
            throw new Over();
        }
    }
}
