package org.sillok.jobs;

import org.sillok.json.JsonObject;

/**
 * Does one kind of job; a CDI bean per kind. It runs outside of any transaction and opens its own. It may be started
 * again after a crash, on another replica, while the crashed run's effects are visible: everything it does must be
 * harmless when done twice, and it should go on from {@link JobContext#resumePoint}.
 */
public interface JobHandler {
    /** The kind it does, for example {@code AUDIT}; stored, never renamed. */
    String kind();

    /**
     * Does the job and returns its result, which is kept encrypted and shown to the party that asked.
     *
     * @throws JobFailedException if it ends with a documented problem; any other exception is an incident
     * @throws JobCancelledException from {@link JobContext#progress}, to be let through
     */
    JsonObject run(JobContext context);
}
