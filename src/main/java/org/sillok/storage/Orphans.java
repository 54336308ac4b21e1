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
        return sweep(age, recorded, recorded);
    }

    /**
     * The same, where it costs much to be certain.
     *
     * @param certain the same question, asked about what is about to be discarded
     */
    public Swept sweep(
            Duration age,
            Function<Collection<ObjectId>, Set<ObjectId>> recorded,
            Function<Collection<ObjectId>, Set<ObjectId>> certain) {
        long drafts = store.sweepDrafts(age);
        Instant before = clock.instant().minus(age);
        long objects = 0;
        try (Stream<ObjectName> names = store.list(CONTENT)) {
            Iterator<ObjectId> rest =
                    names.filter(Orphans::isObject).map(Orphans::object).iterator();
            while (rest.hasNext()) {
                List<ObjectId> batch = new ArrayList<>();
                while (rest.hasNext() && batch.size() < BATCH) {
                    batch.add(rest.next());
                }
                objects += sweep(batch, before, recorded, certain);
            }
        }
        return new Swept(drafts, objects);
    }

    /**
     * The records are asked first, because the store's answer about one object may be a request of its own, and most
     * objects are recorded. What they do not know may be on its way to a record, so its age decides. It is counted from
     * before the records were asked: what is old by it was so already when they did not know it, and nothing takes that
     * long to be recorded. Should something have been recorded all the same, the second question finds it; it costs
     * one look at what is about to be discarded, which is seldom anything.
     */
    private long sweep(
            List<ObjectId> batch,
            Instant before,
            Function<Collection<ObjectId>, Set<ObjectId>> recorded,
            Function<Collection<ObjectId>, Set<ObjectId>> certain) {
        List<ObjectId> old = without(batch, recorded).stream()
                .filter(object -> isOlder(object, before))
                .toList();
        List<ObjectId> orphans = without(old, certain);
        orphans.forEach(object -> store.discard(ObjectName.of(object)));
        return orphans.size();
    }

    private static List<ObjectId> without(
            List<ObjectId> objects, Function<Collection<ObjectId>, Set<ObjectId>> recorded) {
        if (objects.isEmpty()) {
            return objects;
        }
        Set<ObjectId> known = recorded.apply(objects);
        return objects.stream().filter(object -> !known.contains(object)).toList();
    }

    private boolean isOlder(ObjectId object, Instant before) {
        return store.stat(ObjectName.of(object))
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
