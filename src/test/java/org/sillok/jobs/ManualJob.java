package org.sillok.jobs;

import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.sillok.identity.Caller;
import org.sillok.json.JsonObject;
import org.sillok.kernel.JobId;

/** One attempt at a job by hand, which a test can disturb wherever the job says how far it is. */
public final class ManualJob implements JobContext {
    private final JobId id;
    private final Caller caller;
    private final JsonObject params;
    private LongConsumer disturbance = done -> {};
    private @Nullable JsonObject resumePoint;
    private boolean stops;

    public ManualJob(JobId id, Caller caller, JsonObject params) {
        this.id = id;
        this.caller = caller;
        this.params = params;
    }

    /** Does this each time; what it throws goes through the job. */
    public ManualJob at(LongConsumer what) {
        disturbance = what;
        return this;
    }

    /** From now on the job should stop, as when the service ends. */
    public void stop() {
        stops = true;
    }

    /** What a job gets to see that was cancelled or taken over. */
    public static JobCancelledException cancellation() {
        return new JobCancelledException();
    }

    @Override
    public JobId id() {
        return id;
    }

    @Override
    public Caller caller() {
        return caller;
    }

    @Override
    public JsonObject params() {
        return params;
    }

    @Override
    public Optional<JsonObject> resumePoint() {
        return Optional.ofNullable(resumePoint);
    }

    @Override
    public void progress(long done, long total) {
        stopIfAsked();
        disturbance.accept(done);
    }

    @Override
    public void progress(long done, long total, JsonObject resume) {
        stopIfAsked();
        disturbance.accept(done);
        resumePoint = resume;
    }

    @Override
    public boolean cancelled() {
        return stops;
    }

    private void stopIfAsked() {
        if (stops) {
            throw cancellation();
        }
    }
}
