package org.sillok.bundle;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.sillok.bundle.db.BundlePartRows;
import org.sillok.bundle.db.BundleRows;
import org.sillok.identity.Scope;
import org.sillok.jobs.SweepStep;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.Timestamps;
import org.sillok.log.LogConsent;

/**
 * Ends what nobody works on any more, goes on with what is sealed but not on all records yet, and lets go of what may no
 * longer be handed over. May run on several replicas at a time. That a time is over counts at once, whether or not it is on
 * record yet.
 */
@ApplicationScoped
public class SealSweep {
    private static final Logger LOG = Logger.getLogger(SealSweep.class);
    private static final int BATCH = 100;
    private static final Duration LEFT = Duration.ofDays(2);

    private final Query query;
    private final BundleEnd end;
    private final SealRelease release;
    private final BundlePlans plans;
    private final PartObjects objects;
    private final LogConsent log;
    private final Clock clock;

    SealSweep(
            Query query,
            BundleEnd end,
            SealRelease release,
            BundlePlans plans,
            PartObjects objects,
            LogConsent log,
            Clock clock) {
        this.query = query;
        this.end = end;
        this.release = release;
        this.plans = plans;
        this.objects = objects;
        this.log = log;
        this.clock = clock;
    }

    @Scheduled(every = "60s", delayed = "35s", concurrentExecution = ConcurrentExecution.SKIP)
    void sweepRegularly() {
        settle();
        expire();
    }

    @Scheduled(every = "PT1H", delayed = "3m", concurrentExecution = ConcurrentExecution.SKIP)
    void sweepLeftovers() {
        forget();
        long discarded = leftovers();
        if (discarded > 0) {
            LOG.infof("Discarded %d parts that belong to no bundle", discarded);
        }
    }

    /** Ends sealings whose job has ended, and completes what was sealed; how many. */
    public int settle() {
        int settled = 0;
        String after = "";
        List<BundleRows.Bundle> some = query.underWay(after);
        while (!some.isEmpty()) {
            for (BundleRows.Bundle bundle : some) {
                settled += tried(new BundleId(bundle.id()), () -> settle(bundle)) ? 1 : 0;
            }
            some = query.underWay(some.get(some.size() - 1).id());
        }
        return settled;
    }

    private static boolean tried(BundleId id, BooleanSupplier work) {
        return SweepStep.tried(LOG, id.value(), work);
    }

    private boolean settle(BundleRows.Bundle bundle) {
        BundleId id = new BundleId(bundle.id());
        if (!end.isLeft(bundle)) {
            return false;
        }
        if (SealJob.isSealing(bundle)) {
            boolean ended = end.abandoned(id);
            if (ended) {
                cleanUp(id);
            }
            return ended;
        }
        release.release(id, null, done -> {});
        return true;
    }

    /** Ends bundles that may not be handed over any longer, once all is on record that has to be; how many. */
    public int expire() {
        int expired = 0;
        Instant now = Timestamps.truncate(clock.instant());
        List<String> some = query.over(now, "");
        while (!some.isEmpty()) {
            for (String over : some) {
                BundleId id = new BundleId(over);
                expired += tried(id, () -> expire(id)) ? 1 : 0;
            }
            some = query.over(now, some.get(some.size() - 1));
        }
        return expired;
    }

    private boolean expire(BundleId id) {
        boolean expired = end.expired(id);
        if (expired) {
            cleanUp(id);
        }
        return expired;
    }

    private void cleanUp(BundleId id) {
        // What is left of either is found again.
        plans.forget(id);
        objects.discard(id);
    }

    /** Drops what is left of what was said about items of bundles that have ended; nothing opens it any more. How many. */
    public int forget() {
        int forgotten = 0;
        List<String> some = query.told("");
        while (!some.isEmpty()) {
            for (String told : some) {
                BundleId id = new BundleId(told);
                forgotten += tried(id, () -> {
                            plans.forget(id);
                            return true;
                        })
                        ? 1
                        : 0;
            }
            some = query.told(some.get(some.size() - 1));
        }
        return forgotten;
    }

    /**
     * Discards parts that belong to no bundle and are older than two days. Nothing while the log objects to what the database
     * says: then a bundle may be one that the database has forgotten.
     *
     * @return how many
     */
    public long leftovers() {
        if (!log.isGiven()) {
            return 0;
        }
        Instant before = clock.instant().minus(LEFT);
        long discarded = 0;
        try (Stream<PartObjects.Place> places = objects.all()) {
            Iterator<PartObjects.Place> rest = places.iterator();
            while (rest.hasNext()) {
                List<PartObjects.Place> batch = new ArrayList<>();
                while (rest.hasNext() && batch.size() < BATCH) {
                    batch.add(rest.next());
                }
                // Age first: what is old was so already when it was not known, and nothing takes that long to be
                // committed.
                batch.removeIf(place -> !isOlder(place, before));
                Set<String> kept = query.kept(batch);
                batch.removeIf(place -> kept.contains(place.name().value()) || !log.isGiven());
                batch.forEach(objects::discard);
                discarded += batch.size();
            }
        }
        return discarded;
    }

    private boolean isOlder(PartObjects.Place place, Instant before) {
        return objects.store()
                .stat(place.name())
                .filter(info -> info.lastModified().isBefore(before))
                .isPresent();
    }

    /** What the sweep asks the database, each in a transaction of its own. */
    @ApplicationScoped
    @Transactional
    static class Query {
        private final BundleRows rows;
        private final BundlePartRows parts;
        private final Scope scope;

        Query(BundleRows rows, BundlePartRows parts, Scope scope) {
            this.rows = rows;
            this.parts = parts;
            this.scope = scope;
        }

        List<BundleRows.Bundle> underWay(String after) {
            scope.enterSystem();
            return rows.underWay(after, BATCH);
        }

        List<String> told(String after) {
            scope.enterSystem();
            return rows.told(after, BATCH);
        }

        List<String> over(Instant now, String after) {
            scope.enterSystem();
            return rows.over(now, after, BATCH);
        }

        /** Those that belong to a bundle that is kept, or to a run that goes on. */
        Set<String> kept(List<PartObjects.Place> places) {
            scope.enterSystem();
            // Runs first: one that seals between both questions is found by the second.
            Set<String> runs = rows.attempts();
            Set<String> kept = new HashSet<>(parts.kept(
                    places.stream().map(place -> place.name().value()).toList()));
            places.stream()
                    .filter(place -> runs.contains(place.run()))
                    .forEach(place -> kept.add(place.name().value()));
            return kept;
        }
    }
}
