package org.sillok.recall;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;
import org.sillok.jobs.SweepStep;
import org.sillok.vault.KekUnavailableException;

/**
 * Follows up on silence, and issues recall lists in time. May run on several replicas at a time. That the time to answer is over
 * counts at once, whether or not it is on record yet.
 */
@ApplicationScoped
public class RecallSweep {
    private static final Logger LOG = Logger.getLogger(RecallSweep.class);

    private final Silence silence;
    private final RecallLists lists;

    RecallSweep(Silence silence, RecallLists lists) {
        this.silence = silence;
        this.lists = lists;
    }

    @Scheduled(every = "${sillok.recall.every:60s}", delayed = "45s", concurrentExecution = ConcurrentExecution.SKIP)
    void sweepRegularly() {
        followUp();
        renew();
    }

    /** Health says already that the keys are away; the list follows when they are back. */
    private void renew() {
        try {
            lists.renew();
        } catch (KekUnavailableException e) {
            LOG.warn("The recall list waits until the keys can be used");
        }
    }

    /** Reminds of notices that wait for an answer, and says which are overdue; how many. */
    public int followUp() {
        int done = 0;
        List<String> some = silence.due("");
        while (!some.isEmpty()) {
            for (String id : some) {
                done += SweepStep.tried(LOG, id, () -> silence.step(id)) ? 1 : 0;
            }
            some = silence.due(some.get(some.size() - 1));
        }
        return done;
    }
}
