package org.sillok.erasure;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.OptionalLong;
import org.jboss.logging.Logger;
import org.sillok.evidence.Replays;
import org.sillok.log.LogConsent;
import org.sillok.vault.KeyDestruction;

/**
 * After a restore: destroys again what was erased after the backup, and closes what was held or withdrawn since, and what is bound to consents or agreements that ended, by the
 * statements of that time. They come back with {@code ./sillok rebuild}; as long as the log objects to the database they are
 * missing, and nothing is released. Where they were given up for good, there is nothing to go by, and it ends at once.
 */
@ApplicationScoped
public class ErasureReplay {
    private static final Logger LOG = Logger.getLogger(ErasureReplay.class);

    private final ReplaySteps steps;
    private final LogConsent log;
    private final KeyDestruction destruction;

    ErasureReplay(ReplaySteps steps, LogConsent log, KeyDestruction destruction) {
        this.steps = steps;
        this.log = log;
        this.destruction = destruction;
    }

    @Scheduled(every = "${sillok.erasure.every:30s}", delayed = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    void replayRegularly() {
        replay();
    }

    /** Goes through what restores have forgotten; whether nothing is pending any more. */
    public boolean replay() {
        List<Replays.Pending> pending = steps.pending();
        if (pending.isEmpty()) {
            return true;
        }
        if (!log.isGiven()) {
            return false;
        }
        if (pending.stream().anyMatch(Replays.Pending::waits)) {
            LOG.error(
                    "Nothing is released: a rebuild has not ended, or could not bring back all statements of after the"
                            + " backup. Stop the service and rebuild again.");
            return false;
        }
        for (Replays.Pending one : pending) {
            OptionalLong destroyed = replay(one);
            if (destroyed.isEmpty()) {
                LOG.error(
                        "Nothing is released: keys that were destroyed after the backup have to be destroyed again, and"
                                + " no role that destroys keys is configured.");
                return false;
            }
            steps.replayed(one);
            LOG.infof(
                    "Gone through what was recorded after the backup: the keys of %d items were destroyed again",
                    destroyed.getAsLong());
        }
        return true;
    }

    /** How many keys were destroyed again; empty if there are such, and no role that does it. */
    private OptionalLong replay(Replays.Pending pending) {
        long destroyed = 0;
        ReplaySteps.Page page = steps.next(null, pending.treeSize());
        while (page.last() != null) {
            for (Tombstone tombstone : page.forgotten()) {
                if (!destruction.isPossible()) {
                    return OptionalLong.empty();
                }
                steps.adopt(tombstone);
                steps.destroy(tombstone);
                destroyed++;
            }
            page = steps.next(page.last(), pending.treeSize());
        }
        return OptionalLong.of(destroyed);
    }
}
