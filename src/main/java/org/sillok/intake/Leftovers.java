package org.sillok.intake;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.sillok.evidence.RecordedObjects;
import org.sillok.kernel.Ids;
import org.sillok.kernel.ObjectId;
import org.sillok.storage.ObjectName;
import org.sillok.storage.ObjectStore;

/**
 * Sweeps what failed deposits left behind: drafts that were never published, and published objects that no record
 * refers to. Both only when they are older than any deposit may take, so a deposit under way is never touched.
 */
@ApplicationScoped
public class Leftovers {
    private static final Logger LOG = Logger.getLogger(Leftovers.class);
    private static final int BATCH = 500;
    private static final String CONTENT = "content/";

    private final ObjectStore store;
    private final RecordedObjects recorded;
    private final IntakeConfig config;
    private final Clock clock;

    Leftovers(ObjectStore store, RecordedObjects recorded, IntakeConfig config, Clock clock) {
        this.store = store;
        this.recorded = recorded;
        this.config = config;
        this.clock = clock;
    }

    /** How much one sweep removed. */
    public record Swept(long drafts, long objects) {}

    @Scheduled(every = "1h", delayed = "2m", concurrentExecution = ConcurrentExecution.SKIP)
    void sweepRegularly() {
        Swept swept = sweep();
        if (swept.drafts() + swept.objects() > 0) {
            LOG.infof("Swept leftovers of failed deposits: %d drafts, %d objects", swept.drafts(), swept.objects());
        }
    }

    /** Sweeps once; may run on several replicas at a time. */
    public Swept sweep() {
        long drafts = store.sweepDrafts(config.leftoverAge());
        Instant before = clock.instant().minus(config.leftoverAge());
        long objects = 0;
        try (Stream<ObjectName> names = store.list(CONTENT)) {
            Iterator<ObjectName> old = names.filter(name -> isObject(name) && isOlder(name, before))
                    .iterator();
            while (old.hasNext()) {
                List<ObjectId> batch = new ArrayList<>();
                while (old.hasNext() && batch.size() < BATCH) {
                    batch.add(object(old.next()));
                }
                Set<ObjectId> known = recorded.among(batch);
                for (ObjectId object : batch) {
                    if (!known.contains(object)) {
                        store.discard(ObjectName.of(object));
                        objects++;
                    }
                }
            }
        }
        return new Swept(drafts, objects);
    }

    private boolean isOlder(ObjectName name, Instant before) {
        return store.stat(name)
                .filter(info -> info.lastModified().isBefore(before))
                .isPresent();
    }

    private static boolean isObject(ObjectName name) {
        return Ids.isWellFormed(ObjectId.PREFIX, lastSegment(name));
    }

    private static ObjectId object(ObjectName name) {
        return new ObjectId(lastSegment(name));
    }

    private static String lastSegment(ObjectName name) {
        return name.value().substring(name.value().lastIndexOf('/') + 1);
    }
}
