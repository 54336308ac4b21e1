package org.sillok.jobs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sillok.jobs.core.JobState;
import org.sillok.json.JsonObject;
import org.sillok.kernel.JobId;
import org.sillok.problem.ProblemCode;

/**
 * A job as its party sees it.
 *
 * @param total how much there is to do, as far as known
 * @param problem why it failed
 * @param detail what can be said about that beyond the problem's own meaning
 * @param incident under which a failure that was not foreseen is found in the logs
 */
public record Job(
        JobId id,
        String kind,
        JobState state,
        long done,
        @Nullable Long total,
        @Nullable ProblemCode problem,
        @Nullable String detail,
        @Nullable String incident,
        @Nullable JsonObject result,
        Instant createdAt,
        Instant updatedAt) {}
