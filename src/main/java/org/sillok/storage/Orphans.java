package org.sillok.storage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.sillok.kernel.Ids;
import org.sillok.kernel.ObjectId;

/**
 * Sweeps a store: drafts that were never published, and published objects that no record refers to. Both only when they
 * are older than anything under way may be.
 */
public final class Orphans {
    private static final int BATCH = 500;
    private static final String CONTENT = "content/";

    private final ObjectStore store;
    private final Clock clock;

    public Orphans(ObjectStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** How much one sweep removed. */
    public record Swept(long drafts, long objects) {}

    /**
     * Sweeps once; may run on several replicas at a time.
     *
     * @param recorded those of some objects that records refer to
     */
    public Swept sweep(Duration age, Function<Collection<ObjectId>, Set<ObjectId>> recorded) {
        long drafts = store.sweepDrafts(age);
        Instant before = clock.instant().minus(age);
        long objects = 0;
        try (Stream<ObjectName> names = store.list(CONTENT)) {
            Iterator<ObjectName> old = names.filter(name -> isObject(name) && isOlder(name, before))
                    .iterator();
            while (old.hasNext()) {
                List<ObjectId> batch = new ArrayList<>();
                while (old.hasNext() && batch.size() < BATCH) {
                    batch.add(object(old.next()));
                }
                Set<ObjectId> known = recorded.apply(batch);
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
