package org.sillok.sharing;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.jobs.JobContext;
import org.sillok.jobs.JobHandler;
import org.sillok.json.JsonObject;
import org.sillok.kernel.ItemId;
import org.sillok.sharing.core.ImpactAsk;
import org.sillok.sharing.core.ImpactCount;

/**
 * Decides again about everything that a change would concern, before and after it. Reads only. Each batch sees what is
 * recorded at its moment: what changes while the job runs may be counted either way.
 */
@ApplicationScoped
class ImpactJob implements JobHandler {
    private static final String LAST = "last";
    private static final String DONE = "done";
    private static final String COUNT = "count";

    private final ImpactBatch batch;

    ImpactJob(ImpactBatch batch) {
        this.batch = batch;
    }

    @Override
    public String kind() {
        return Impacts.KIND;
    }

    @Override
    public JsonObject run(JobContext context) {
        ImpactAsk asked = ImpactAsk.read(context.params());
        long total = batch.total(context.caller());
        @Nullable JsonObject resume = context.resumePoint().orElse(null);
        @Nullable ItemId last = resume == null ? null : new ItemId(resume.text(LAST));
        long done = resume == null ? 0 : resume.number(DONE);
        JsonObject kept = resume == null ? new ImpactCount().toJson() : resume.object(COUNT);
        while (true) {
            // Read again for each batch: one that was rolled back must not leave half of its counts.
            ImpactCount count = ImpactCount.ofJson(kept);
            Optional<ImpactBatch.Progress> progress = batch.count(context.caller(), asked, last, count);
            if (progress.isEmpty()) {
                return kept;
            }
            kept = count.toJson();
            last = progress.get().last();
            done += progress.get().items();
            context.progress(
                    done,
                    Math.max(total, done),
                    JsonObject.builder()
                            .put(LAST, last.value())
                            .put(DONE, done)
                            .put(COUNT, kept)
                            .build());
        }
    }
}
