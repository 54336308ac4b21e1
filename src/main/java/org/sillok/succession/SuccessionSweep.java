package org.sillok.succession;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sillok.identity.Scope;
import org.sillok.jobs.Jobs;
import org.sillok.jobs.SweepStep;
import org.sillok.succession.core.SuccessionState;
import org.sillok.succession.db.ExportRows;
import org.sillok.succession.db.SuccessionRows;

/**
 * Goes on with hand-overs that nobody works on, and discards packages that nobody may hand over any more: those of successions that
 * were called off or are done, and what attempts left behind. May run on several replicas at a time.
 */
@ApplicationScoped
public class SuccessionSweep {
    private static final Logger LOG = Logger.getLogger(SuccessionSweep.class);

    private final Query query;
    private final HandOverSteps steps;
    private final HandOver handOver;
    private final PackageObjects objects;

    SuccessionSweep(Query query, HandOverSteps steps, HandOver handOver, PackageObjects objects) {
        this.query = query;
        this.steps = steps;
        this.handOver = handOver;
        this.objects = objects;
    }

    @Scheduled(every = "60s", delayed = "50s", concurrentExecution = ConcurrentExecution.SKIP)
    void sweepRegularly() {
        goOn();
    }

    @Scheduled(every = "PT10M", delayed = "5m", concurrentExecution = ConcurrentExecution.SKIP)
    void sweepLeftovers() {
        giveUpChanged();
        int discarded = leftovers();
        if (discarded > 0) {
            LOG.infof("Discarded %d parts of packages that are of no use any more", discarded);
        }
    }

    /** Goes on with hand-overs whose job has ended; how many. */
    public int goOn() {
        int some = 0;
        for (SuccessionRows.Succession row : steps.open()) {
            if (query.isLeft(row)) {
                some += SweepStep.tried(LOG, row.id(), () -> carriedOut(row.id())) ? 1 : 0;
            }
        }
        return some;
    }

    private boolean carriedOut(String id) {
        handOver.carryOut(id, null, done -> {});
        return true;
    }

    /**
     * Gives up packages whose holdings have changed since, as when something of them was erased: nobody may hand them over any
     * more, so nothing is kept of them. How many.
     */
    public int giveUpChanged() {
        int some = 0;
        for (String id : query.exported()) {
            some += SweepStep.tried(LOG, id, () -> query.givenUp(id)) ? 1 : 0;
        }
        return some;
    }

    /** Discards parts that no package needs; how many. */
    public int leftovers() {
        int discarded = 0;
        // Listed first: whatever is written for an attempt that goes on was so when the database is asked.
        List<PackageObjects.Place> places = objects.all();
        Set<String> kept = query.kept(places);
        for (PackageObjects.Place place : places) {
            if (!kept.contains(place.name().value())) {
                objects.discard(place);
                discarded++;
            }
        }
        return discarded;
    }

    /** What the sweep asks the database, each in a transaction of its own. */
    @ApplicationScoped
    @Transactional
    static class Query {
        private final SuccessionRows rows;
        private final ExportRows exports;
        private final HoldingsNow holdings;
        private final Jobs jobs;
        private final Scope scope;

        Query(SuccessionRows rows, ExportRows exports, HoldingsNow holdings, Jobs jobs, Scope scope) {
            this.rows = rows;
            this.exports = exports;
            this.holdings = holdings;
            this.jobs = jobs;
            this.scope = scope;
        }

        List<String> exported() {
            scope.enterSystem();
            return rows.exported();
        }

        boolean givenUp(String id) {
            scope.enterSystem();
            SuccessionRows.Succession row = rows.lock(id).orElseThrow();
            if (!row.state().equals(SuccessionState.EXPORTED.name()) || holdings.areAsPacked(row)) {
                return false;
            }
            rows.givenUp(id);
            return true;
        }

        boolean isLeft(SuccessionRows.Succession row) {
            scope.enterSystem();
            return !isOpen(row.job());
        }

        /** Whether somebody works on it, or is about to. */
        private boolean isOpen(@Nullable String job) {
            return job != null
                    && jobs.standing(job)
                            .filter(standing -> !standing.state().ended())
                            .isPresent();
        }

        Set<String> kept(List<PackageObjects.Place> places) {
            scope.enterSystem();
            // Attempts first: one that completes between both questions is found by the second.
            Set<String> underWay = exports.underWay().stream()
                    .filter(one -> isOpen(one.job()))
                    .map(ExportRows.Open::folder)
                    .collect(Collectors.toSet());
            Set<String> kept = new HashSet<>(exports.kept(
                    places.stream().map(place -> place.name().value()).toList()));
            places.stream()
                    .filter(place -> underWay.contains(place.run()))
                    .forEach(place -> kept.add(place.name().value()));
            return kept;
        }
    }
}
