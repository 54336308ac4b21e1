package org.sillok.keys;

import jakarta.enterprise.context.ApplicationScoped;
import org.sillok.jobs.JobContext;
import org.sillok.jobs.JobFailedException;
import org.sillok.jobs.JobHandler;
import org.sillok.json.JsonObject;
import org.sillok.problem.ProblemCode;
import org.sillok.vault.KekUnavailableException;

/** Runs a rotation of the key-encryption keys of identities as a job. */
@ApplicationScoped
class IdentityRotationJob implements JobHandler {
    private final IdentityRotationRun run;

    IdentityRotationJob(IdentityRotationRun run) {
        this.run = run;
    }

    @Override
    public String kind() {
        return KeyRotations.IDENTITIES;
    }

    @Override
    public JsonObject run(JobContext context) {
        RotationOrder order = RotationOrder.parse(context.params());
        try {
            return run.run(order, context.resumePoint().orElse(null), RotationJob.progress(context))
                    .toJson();
        } catch (KekUnavailableException e) {
            throw new JobFailedException(ProblemCode.KEYS_UNAVAILABLE, e);
        }
    }
}
