package org.sillok.jobs;

import java.util.Optional;
import org.sillok.identity.Caller;
import org.sillok.json.JsonObject;
import org.sillok.kernel.JobId;

/** What a running job knows and can say. Used by the thread of the job only. */
public interface JobContext {
    JobId id();

    /** Who asked: the job acts within this caller's rights, checked anew. */
    Caller caller();

    JsonObject params();

    /** Where an earlier run that crashed had got to. */
    Optional<JsonObject> resumePoint();

    /**
     * Tells how far the job is. Written at most twice a second.
     *
     * @throws JobCancelledException if the job was cancelled, or another replica has taken it over
     */
    void progress(long done, long total);

    /** The same, written at once together with where to go on after a crash. */
    void progress(long done, long total, JsonObject resumePoint);

    /** Whether the job should stop soon; {@link #progress} throws in that case. */
    boolean cancelled();
}
