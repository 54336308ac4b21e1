package org.sillok.succession;

import jakarta.enterprise.context.ApplicationScoped;
import org.sillok.jobs.JobContext;
import org.sillok.jobs.JobHandler;
import org.sillok.json.JsonObject;

/**
 * Puts a hand-over on all records. What is left when it ends, because it was cancelled or failed, is gone on with by
 * {@link SuccessionSweep}: what the successor accepted is not taken back.
 */
@ApplicationScoped
class HandOverJob implements JobHandler {
    static final String KIND = "HAND_OVER";
    static final String SUCCESSION = "succession";

    private final HandOver handOver;
    private final SuccessionReading reading;

    HandOverJob(HandOver handOver, SuccessionReading reading) {
        this.handOver = handOver;
        this.reading = reading;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public JsonObject run(JobContext context) {
        String id = context.params().text(SUCCESSION);
        long items = reading.items(id);
        handOver.carryOut(id, context.caller().actor(), done -> context.progress(Math.min(done, items), items + 1));
        return JsonObject.builder().put(SUCCESSION, id).build();
    }
}
