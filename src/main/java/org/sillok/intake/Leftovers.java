package org.sillok.intake;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jboss.logging.Logger;
import org.sillok.evidence.RecordedObjects;
import org.sillok.fixity.ObjectsOnRecord;
import org.sillok.kernel.ObjectId;
import org.sillok.log.LogConsent;
import org.sillok.storage.ObjectStore;
import org.sillok.storage.Orphans;
import org.sillok.storage.SweepMeter;
import org.sillok.vault.Vault;

/**
 * Sweeps what failed deposits left behind, when it is older than any deposit may take. An object that the database does
 * not know may also be evidence that a restored database has forgotten: so nothing goes that a statement, an object's key or
 * a row knows, and nothing at all while the log objects to what the database says.
 */
@ApplicationScoped
public class Leftovers {
    private static final Logger LOG = Logger.getLogger(Leftovers.class);

    private final Orphans orphans;
    private final RecordedObjects recorded;
    private final ObjectsOnRecord stated;
    private final Vault vault;
    private final LogConsent log;
    private final SweepMeter meter;
    private final IntakeConfig config;

    Leftovers(
            ObjectStore store,
            RecordedObjects recorded,
            ObjectsOnRecord stated,
            Vault vault,
            LogConsent log,
            SweepMeter meter,
            IntakeConfig config,
            Clock clock) {
        this.stated = stated;
        this.vault = vault;
        this.log = log;
        this.orphans = new Orphans(store, clock);
        this.recorded = recorded;
        this.meter = meter;
        this.config = config;
    }

    @Scheduled(every = SweepMeter.EVERY, delayed = "2m", concurrentExecution = ConcurrentExecution.SKIP)
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
        if (!log.isGiven()) {
            return new Orphans.Swept(0, 0);
        }
        return orphans.sweep(config.leftoverAge(), recorded::among, this::known);
    }

    /** What anything knows; everything, if that cannot be told now. */
    private Set<ObjectId> known(Collection<ObjectId> objects) {
        Set<ObjectId> known = new HashSet<>(recorded.among(objects));
        known.addAll(vault.withKeys(objects));
        if (!known.containsAll(objects)) {
            known.addAll(stated.among(objects));
        }
        // Last: an objection may have come since the sweep began.
        return log.isGiven() ? known : Set.copyOf(objects);
    }
}
