package org.sillok.fixity;

import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;
import org.sillok.jobs.JobContext;
import org.sillok.jobs.JobHandler;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;

/** Runs a repair as a job. After a crash it begins anew: what is closed is not open any more. */
@ApplicationScoped
class RepairJob implements JobHandler {
    static final String KIND = "FIXITY_REPAIR";
    static final String INCIDENT = "incident";
    static final String DRY_RUN = "dryRun";
    static final String YES = "true";

    private final RepairRun run;

    RepairJob(RepairRun run) {
        this.run = run;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public JsonObject run(JobContext context) {
        @Nullable
        String incident = context.params().find(INCIDENT).map(JsonValue::asText).orElse(null);
        boolean dryRun = context.params().text(DRY_RUN).equals(YES);
        return run.run(incident, dryRun, context::progress).toJson();
    }
}
