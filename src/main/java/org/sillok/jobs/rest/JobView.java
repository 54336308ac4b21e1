package org.sillok.jobs.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.jobs.Job;
import org.sillok.jobs.core.JobState;
import org.sillok.json.CompactJson;
import org.sillok.problem.ProblemCode;
import org.sillok.web.ETags;

/** A job as it is shown. */
@Schema(name = "Job")
@JsonInclude(Include.NON_NULL)
public record JobView(
        @Schema(examples = "job_mzxw6ytboi4tcnrvgq3tknbqga") String id,
        @Schema(examples = "AUDIT") String kind,
        JobState state,

        @Schema(description = "How much is done, in the unit of total")
        long done,

        @Schema(description = "How much there is to do, as far as known") @Nullable
        Long total,

        @Schema(description = "Why it failed") @Nullable Problem problem,

        @Schema(description = "What came out; depends on the kind", implementation = Object.class)
        @JsonRawValue
        @Nullable
        String result,

        Instant createdAt,
        Instant updatedAt) {
    /** Why a job failed: the same types as those of requests. */
    @Schema(name = "JobProblem")
    @JsonInclude(Include.NON_NULL)
    public record Problem(
            @Schema(examples = "/problems/internal-error") String type,
            String title,
            String detail,
            @Nullable String incident) {
        static Problem of(ProblemCode code, @Nullable String detail, @Nullable String incident) {
            return new Problem(code.type(), code.title(), detail == null ? code.meaning() : detail, incident);
        }
    }

    static JobView of(Job job) {
        return new JobView(
                job.id().value(),
                job.kind(),
                job.state(),
                job.done(),
                job.total(),
                job.problem() == null ? null : Problem.of(job.problem(), job.detail(), job.incident()),
                job.result() == null ? null : new String(CompactJson.write(job.result()), StandardCharsets.UTF_8),
                job.createdAt(),
                job.updatedAt());
    }

    String etag() {
        return ETags.of(id, state.name(), Long.toString(done), updatedAt.toString());
    }
}
