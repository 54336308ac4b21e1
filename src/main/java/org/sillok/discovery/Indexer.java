package org.sillok.discovery;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sillok.evidence.MetadataRecorded;
import org.sillok.kernel.ItemId;

/**
 * Keeps the projection up to date behind the commits of this replica. What a crash or another fault left out, a walk over
 * all items finds: at the start and again and again. Until an item is written it is not found, never found wrongly: who
 * searches compares revisions.
 */
@ApplicationScoped
class Indexer {
    private static final Logger LOG = Logger.getLogger(Indexer.class);

    private final Projection projection;
    private final ConcurrentLinkedQueue<ItemId> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable String> trouble = new AtomicReference<>();

    Indexer(Projection projection) {
        this.projection = projection;
    }

    void recorded(@Observes(during = TransactionPhase.AFTER_SUCCESS) MetadataRecorded recorded) {
        waiting.add(recorded.item());
    }

    @Scheduled(every = "1s", delayed = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void writeWaiting() {
        while (!waiting.isEmpty()) {
            Set<ItemId> some = new LinkedHashSet<>();
            for (ItemId item = waiting.poll();
                    item != null;
                    item = some.size() < Projection.BATCH ? waiting.poll() : null) {
                some.add(item);
            }
            try {
                projection.refresh(some);
                trouble.set(null);
            } catch (RuntimeException e) {
                // The next walk finds them.
                told(e);
                return;
            }
        }
    }

    @Scheduled(
            every = "${sillok.discovery.walk-every:PT10M}",
            delayed = "5s",
            concurrentExecution = ConcurrentExecution.SKIP)
    void walk() {
        try {
            Projection.Progress progress = projection.next(null, false);
            while (progress.last() != null) {
                progress = projection.next(progress.last(), false);
            }
            trouble.set(null);
        } catch (RuntimeException e) {
            told(e);
        }
    }

    /** Once for each kind of trouble: it is tried again and again. */
    private void told(RuntimeException fault) {
        String kind = fault.getClass().getName();
        if (!kind.equals(trouble.getAndSet(kind))) {
            LOG.warnf("the projection of discovery is behind: %s", kind);
        }
    }
}
