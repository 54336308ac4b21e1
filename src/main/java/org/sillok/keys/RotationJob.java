package org.sillok.keys;

import jakarta.enterprise.context.ApplicationScoped;
import org.sillok.jobs.JobContext;
import org.sillok.jobs.JobFailedException;
import org.sillok.jobs.JobHandler;
import org.sillok.json.JsonObject;
import org.sillok.problem.ProblemCode;
import org.sillok.vault.KekUnavailableException;

/** Runs a rotation as a job. */
@ApplicationScoped
class RotationJob implements JobHandler {
    private final RotationRun run;

    RotationJob(RotationRun run) {
        this.run = run;
    }

    @Override
    public String kind() {
        return KeyRotations.KIND;
    }

    @Override
    public JsonObject run(JobContext context) {
        RotationOrder order = RotationOrder.parse(context.params());
        try {
            return run.run(order, context.resumePoint().orElse(null), progress(context))
                    .toJson();
        } catch (KekUnavailableException e) {
            throw new JobFailedException(ProblemCode.KEYS_UNAVAILABLE, e);
        }
    }

    static RotationProgress progress(JobContext context) {
        return new ProgressOf(context);
    }

    private record ProgressOf(JobContext context) implements RotationProgress {
        @Override
        public void at(long done, long total) {
            context.progress(done, total);
        }

        @Override
        public void at(long done, long total, JsonObject resumePoint) {
            context.progress(done, total, resumePoint);
        }
    }
}
