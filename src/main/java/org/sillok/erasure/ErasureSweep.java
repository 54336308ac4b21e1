package org.sillok.erasure;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;
import org.sillok.jobs.SweepStep;
import org.sillok.vault.KeyDestruction;

/**
 * Goes on with erasures that were confirmed and have not come to their end: something held them back, a job failed or was
 * cancelled, an older transaction could still see what was deleted. May run on several replicas at a time.
 */
@ApplicationScoped
public class ErasureSweep {
    private static final Logger LOG = Logger.getLogger(ErasureSweep.class);
    private static final int BATCH = 100;

    private final ErasureSteps steps;
    private final ErasureRun run;
    private final KeyDestruction destruction;

    ErasureSweep(ErasureSteps steps, ErasureRun run, KeyDestruction destruction) {
        this.steps = steps;
        this.run = run;
        this.destruction = destruction;
    }

    @Scheduled(every = "${sillok.erasure.every:30s}", delayed = "50s", concurrentExecution = ConcurrentExecution.SKIP)
    void sweepRegularly() {
        sweep();
    }

    /** Takes each as far as it can go now. */
    public void sweep() {
        if (!destruction.isPossible()) {
            return;
        }
        List<String> some = steps.goingOn("", BATCH);
        while (!some.isEmpty()) {
            some.forEach(this::advance);
            some = steps.goingOn(some.get(some.size() - 1), BATCH);
        }
    }

    /** One that cannot go on now does not keep the others waiting. */
    private void advance(String erasure) {
        SweepStep.tried(LOG, erasure, () -> {
            run.advance(erasure, (done, total) -> {});
            return true;
        });
    }
}
