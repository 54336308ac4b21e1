package org.sillok.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import org.sillok.erasure.core.Progress;
import org.sillok.jobs.JobContext;
import org.sillok.jobs.JobFailedException;
import org.sillok.jobs.JobHandler;
import org.sillok.json.JsonObject;
import org.sillok.problem.ProblemCode;
import org.sillok.vault.KeyDestructionException;

/**
 * Carries an erasure as far as it can go now. What is left when it ends, because something holds it back or the job was
 * cancelled or failed, is gone on with by {@link ErasureSweep}: a confirmed erasure is not taken back.
 */
@ApplicationScoped
class ErasureJob implements JobHandler {
    static final String KIND = "ERASE";
    static final String ERASURE = "erasure";

    private static final Logger LOG = Logger.getLogger(ErasureJob.class);

    private final ErasureRun run;

    ErasureJob(ErasureRun run) {
        this.run = run;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public JsonObject run(JobContext context) {
        String erasure = context.params().text(ERASURE);
        try {
            Progress progress = run.advance(erasure, context::progress);
            return JsonObject.builder()
                    .put(ERASURE, erasure)
                    .put("state", progress.state().name())
                    .put("items", progress.items())
                    .put("erased", progress.erased())
                    .build();
        } catch (KeyDestructionException e) {
            LOG.errorf(e, "Keys of %s were not destroyed", erasure);
            throw new JobFailedException(ProblemCode.ERASER_UNAVAILABLE, e);
        }
    }
}
