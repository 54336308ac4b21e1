package org.sillok.audit;

import jakarta.enterprise.context.ApplicationScoped;
import org.sillok.jobs.JobContext;
import org.sillok.jobs.JobFailedException;
import org.sillok.jobs.JobHandler;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.kernel.Bytes;
import org.sillok.problem.ProblemCode;
import org.sillok.vault.KekUnavailableException;

/** Runs an audit as a job. After a crash it begins anew: an audit that looks at two moments proves nothing. */
@ApplicationScoped
class AuditJob implements JobHandler {
    private final AuditRun run;

    AuditJob(AuditRun run) {
        this.run = run;
    }

    @Override
    public String kind() {
        return Audits.KIND;
    }

    @Override
    public JsonObject run(JobContext context) {
        Bytes supplied = context.params()
                .find(Audits.CHECKPOINT)
                .map(JsonValue::asText)
                .map(Bytes::utf8)
                .orElse(null);
        try {
            return run.run(supplied, context::progress);
        } catch (KekUnavailableException e) {
            throw new JobFailedException(ProblemCode.KEYS_UNAVAILABLE, e);
        }
    }
}
