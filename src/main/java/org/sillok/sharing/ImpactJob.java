package org.sillok.sharing;

import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.sillok.identity.Caller;
import org.sillok.jobs.JobContext;
import org.sillok.jobs.JobHandler;
import org.sillok.json.JsonObject;
import org.sillok.kernel.ItemId;
import org.sillok.sharing.core.ImpactAsk;
import org.sillok.sharing.core.ImpactBatch;
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

    private final ImpactReading reading;
    private final ExecutorService threads;

    ImpactJob(ImpactReading reading, @VirtualThreads ExecutorService threads) {
        this.reading = reading;
        this.threads = threads;
    }

    @Override
    public String kind() {
        return Impacts.KIND;
    }

    @Override
    public JsonObject run(JobContext context) {
        ImpactAsk asked = ImpactAsk.read(context.params());
        long total = reading.total(context.caller());
        @Nullable JsonObject resume = context.resumePoint().orElse(null);
        long done = resume == null ? 0 : resume.number(DONE);
        ImpactCount count = resume == null ? new ImpactCount() : ImpactCount.ofJson(resume.object(COUNT));
        CompletableFuture<Optional<ImpactBatch>> next =
                begin(resume == null ? null : new ItemId(resume.text(LAST)), context.caller(), asked);
        while (true) {
            Optional<ImpactBatch> read = read(next);
            if (read.isEmpty()) {
                return count.toJson();
            }
            ImpactBatch batch = read.get();
            next = begin(batch.last(), context.caller(), asked);
            batch.count(asked, count);
            done += batch.items().size();
            context.progress(
                    done,
                    Math.max(total, done),
                    JsonObject.builder()
                            .put(LAST, batch.last().value())
                            .put(DONE, done)
                            .put(COUNT, count.toJson())
                            .build());
        }
    }

    /** Reading and deciding take about as long as each other, so one batch is read while the one before it is decided. */
    private CompletableFuture<Optional<ImpactBatch>> begin(@Nullable ItemId last, Caller caller, ImpactAsk asked) {
        return CompletableFuture.supplyAsync(() -> reading.after(last, caller, asked), threads);
    }

    /** As if it had been read here: what a reading throws says how the job ends. */
    private static Optional<ImpactBatch> read(CompletableFuture<Optional<ImpactBatch>> reading) {
        try {
            return reading.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
