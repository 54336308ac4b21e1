package org.sillok.jobs;

import java.util.Optional;
import java.util.function.LongSupplier;
import org.sillok.identity.Caller;
import org.sillok.json.JsonObject;
import org.sillok.kernel.JobId;

/** One attempt on its thread. The heartbeat's thread may end it. */
final class JobRun implements JobContext {
    private static final long QUIET_NANOS = 500_000_000;

    private final JobLedger.Attempt attempt;
    private final JobLedger ledger;
    private final LongSupplier nanoTime;
    private volatile JobLedger.Hold hold = JobLedger.Hold.KEPT;
    private long lastWrite;

    JobRun(JobLedger.Attempt attempt, JobLedger ledger, LongSupplier nanoTime) {
        this.attempt = attempt;
        this.ledger = ledger;
        this.nanoTime = nanoTime;
        this.lastWrite = nanoTime.getAsLong() - QUIET_NANOS;
    }

    JobLedger.Attempt attempt() {
        return attempt;
    }

    JobLedger.Hold hold() {
        return hold;
    }

    /** Called by the heartbeat; a hold that was lost is never found again. */
    void found(JobLedger.Hold now) {
        if (hold == JobLedger.Hold.KEPT) {
            hold = now;
        }
    }

    @Override
    public JobId id() {
        return attempt.id();
    }

    @Override
    public Caller caller() {
        return attempt.caller();
    }

    @Override
    public JsonObject params() {
        return attempt.params();
    }

    @Override
    public Optional<JsonObject> resumePoint() {
        return Optional.ofNullable(attempt.resumePoint());
    }

    @Override
    public void progress(long done, long total) {
        stopIfCancelled();
        long now = nanoTime.getAsLong();
        if (now - lastWrite >= QUIET_NANOS || done == total) {
            lastWrite = now;
            ledger.progress(attempt, done, total, null);
        }
    }

    @Override
    public void progress(long done, long total, JsonObject resumePoint) {
        stopIfCancelled();
        lastWrite = nanoTime.getAsLong();
        ledger.progress(attempt, done, total, resumePoint);
    }

    @Override
    public boolean cancelled() {
        return hold != JobLedger.Hold.KEPT;
    }

    private void stopIfCancelled() {
        if (cancelled()) {
            throw new JobCancelledException();
        }
    }
}
