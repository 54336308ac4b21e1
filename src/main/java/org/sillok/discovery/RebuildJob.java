package org.sillok.discovery;

import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;
import org.sillok.identity.Role;
import org.sillok.jobs.JobContext;
import org.sillok.jobs.JobFailedException;
import org.sillok.jobs.JobHandler;
import org.sillok.json.JsonObject;
import org.sillok.kernel.ItemId;
import org.sillok.problem.ProblemCode;

/** Writes every row of the projection anew. Shows nothing of any item, so it may walk over those of all owners. */
@ApplicationScoped
class RebuildJob implements JobHandler {
    static final String KIND = "DISCOVERY_REBUILD";

    private static final String LAST = "last";
    private static final String DONE = "done";
    private static final String REMOVED = "removed";

    private final Projection projection;

    RebuildJob(Projection projection) {
        this.projection = projection;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public JsonObject run(JobContext context) {
        if (!context.caller().hasAny(Role.OPERATOR, Role.CUSTODIAN)) {
            throw new JobFailedException(ProblemCode.FORBIDDEN);
        }
        long total = projection.total();
        @Nullable JsonObject resume = context.resumePoint().orElse(null);
        @Nullable ItemId last = resume == null ? null : new ItemId(resume.text(LAST));
        long done = resume == null ? 0 : resume.number(DONE);
        long removed = resume == null ? 0 : resume.number(REMOVED);
        while (true) {
            Projection.Progress progress = projection.next(last, true);
            removed += progress.removed();
            last = progress.last();
            if (last == null) {
                return JsonObject.builder()
                        .put("items", done)
                        .put(REMOVED, removed)
                        .build();
            }
            done += progress.items();
            context.progress(
                    done,
                    Math.max(total, done),
                    JsonObject.builder()
                            .put(LAST, last.value())
                            .put(DONE, done)
                            .put(REMOVED, removed)
                            .build());
        }
    }
}
