package org.sillok.intake;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;
import org.sillok.evidence.RecordedObjects;
import org.sillok.storage.ObjectStore;
import org.sillok.storage.Orphans;

/** Sweeps what failed deposits left behind, when it is older than any deposit may take. */
@ApplicationScoped
public class Leftovers {
    private static final Logger LOG = Logger.getLogger(Leftovers.class);

    private final Orphans orphans;
    private final RecordedObjects recorded;
    private final IntakeConfig config;

    Leftovers(ObjectStore store, RecordedObjects recorded, IntakeConfig config, Clock clock) {
        this.orphans = new Orphans(store, clock);
        this.recorded = recorded;
        this.config = config;
    }

    @Scheduled(every = "1h", delayed = "2m", concurrentExecution = ConcurrentExecution.SKIP)
    void sweepRegularly() {
        Orphans.Swept swept = sweep();
        if (swept.drafts() + swept.objects() > 0) {
            LOG.infof("Swept leftovers of failed deposits: %d drafts, %d objects", swept.drafts(), swept.objects());
        }
    }

    /** Sweeps once; may run on several replicas at a time. */
    public Orphans.Swept sweep() {
        return orphans.sweep(config.leftoverAge(), recorded::among);
    }
}
