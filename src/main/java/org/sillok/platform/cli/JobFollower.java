package org.sillok.platform.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.sillok.json.JsonObject;
import org.sillok.json.StrictJson;

/** Follows a job of the running service to its end. */
final class JobFollower {
    private static final long PAUSE_MILLIS = 500;

    /** Shows how far the job is. */
    interface Progress {
        void at(long done, long total);
    }

    private final ServiceClient service;
    private final String what;
    private final Supplier<String> wayOut;

    /** {@code what}: the job as a noun with an article, for messages; {@code wayOut}: what may be done when it did not end well. */
    JobFollower(ServiceClient service, String what, String wayOut) {
        this(service, what, () -> wayOut);
    }

    /** The same with a way out that depends on how things are then. */
    JobFollower(ServiceClient service, String what, Supplier<String> wayOut) {
        this.service = service;
        this.what = what;
        this.wayOut = wayOut;
    }

    /**
     * What came out.
     *
     * @throws CommandFailure if the job failed or was cancelled
     */
    JsonObject follow(String id, Progress progress) {
        while (true) {
            JsonNode job = service.get("/api/v1/jobs/" + id);
            switch (job.path("state").asText()) {
                case "DONE" -> {
                    return StrictJson.parse(job.path("result").toString().getBytes(StandardCharsets.UTF_8))
                            .asObject();
                }
                case "FAILED" ->
                    throw new CommandFailure(what + " could not be finished: "
                            + job.path("problem").path("title").asText() + " "
                            + job.path("problem").path("incident").asText() + " " + wayOut.get());
                case "CANCELLED" -> throw new CommandFailure(what + " was cancelled. " + wayOut.get());
                default ->
                    progress.at(
                            job.path("done").asLong(),
                            Math.max(1, job.path("total").asLong()));
            }
            pause();
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("Interrupted; the work goes on.");
        }
    }
}
