package org.sillok.intake;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;
import org.sillok.evidence.RecordedObjects;
import org.sillok.storage.ObjectStore;
import org.sillok.storage.Orphans;
import org.sillok.storage.SweepMeter;

/** Sweeps what failed deposits left behind, when it is older than any deposit may take. */
@ApplicationScoped
public class Leftovers {
    private static final Logger LOG = Logger.getLogger(Leftovers.class);

    private final Orphans orphans;
    private final RecordedObjects recorded;
    private final SweepMeter meter;
    private final IntakeConfig config;

    Leftovers(ObjectStore store, RecordedObjects recorded, SweepMeter meter, IntakeConfig config, Clock clock) {
        this.orphans = new Orphans(store, clock);
        this.recorded = recorded;
        this.meter = meter;
        this.config = config;
    }

    @Scheduled(every = "1h", delayed = "2m", concurrentExecution = ConcurrentExecution.SKIP)
    void sweepRegularly() {
        SweepMeter.Removed swept = meter.watch(SweepMeter.Of.DEPOSITS, () -> {
            Orphans.Swept left = sweep();
            return new SweepMeter.Removed(0, 0, left.drafts(), left.objects());
        });
        if (!swept.isNothing()) {
            LOG.infof("Swept leftovers of failed deposits: %d drafts, %d objects", swept.drafts(), swept.objects());
        }
    }

    /** Sweeps once; may run on several replicas at a time. */
    public Orphans.Swept sweep() {
        return orphans.sweep(config.leftoverAge(), recorded::among);
    }
}
