package org.sillok.bundle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.bundle.db.BundleItemRows;
import org.sillok.bundle.db.BundleRows;
import org.sillok.custody.Custody;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.feed.Feed;
import org.sillok.feed.core.Happening;
import org.sillok.identity.Scope;
import org.sillok.jobs.Jobs;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Timestamps;
import org.sillok.problem.ProblemCode;
import org.sillok.vault.Vault;

/**
 * Ends bundles: sealing failed, was cancelled, or the time to hand one over has passed. Each in one transaction, once, in which
 * what was planned goes and the key under which it was sealed is destroyed.
 */
@ApplicationScoped
class BundleEnd {
    private final BundleRows rows;
    private final BundleItemRows lines;
    private final Vault vault;
    private final Jobs jobs;
    private final Custody custody;
    private final Feed feed;
    private final Scope scope;
    private final Clock clock;

    BundleEnd(
            BundleRows rows,
            BundleItemRows lines,
            Vault vault,
            Jobs jobs,
            Custody custody,
            Feed feed,
            Scope scope,
            Clock clock) {
        this.rows = rows;
        this.lines = lines;
        this.vault = vault;
        this.jobs = jobs;
        this.custody = custody;
        this.feed = feed;
        this.scope = scope;
        this.clock = clock;
    }

    /** The run's sealing has failed. False, and nothing done, if another run has taken over or it is sealed. */
    @Transactional
    boolean failed(BundleId id, String attempt, ProblemCode problem) {
        scope.enterSystem();
        return sealing(id)
                .filter(bundle -> attempt.equals(bundle.attempt()))
                .map(bundle -> end(bundle, "FAILED", problem))
                .orElse(false);
    }

    /** The run has stopped: that ends the bundle only if somebody cancelled the job. */
    @Transactional
    boolean stopped(BundleId id) {
        scope.enterSystem();
        return sealing(id)
                .filter(bundle ->
                        jobs.standing(bundle.job()).map(Jobs.Standing::stops).orElse(false))
                .map(bundle -> end(bundle, "CANCELLED", null))
                .orElse(false);
    }

    /** What of a sealing is left of which the job has ended, without this room having had a say. */
    @Transactional
    boolean abandoned(BundleId id) {
        scope.enterSystem();
        Optional<BundleRows.Bundle> bundle = sealing(id);
        Optional<Jobs.Standing> job = bundle.flatMap(one -> jobs.standing(one.job()));
        if (bundle.isEmpty() || job.filter(one -> !one.state().ended()).isPresent()) {
            return false;
        }
        return job.filter(Jobs.Standing::stops).isPresent()
                ? end(bundle.get(), "CANCELLED", null)
                : end(bundle.get(), "FAILED", job.map(Jobs.Standing::problem).orElse(ProblemCode.INTERNAL_ERROR));
    }

    /** Whether nobody works any more on the bundle. */
    @Transactional
    boolean isLeft(BundleRows.Bundle bundle) {
        scope.enterSystem();
        return jobs.standing(bundle.job()).filter(job -> !job.state().ended()).isEmpty();
    }

    /**
     * The time to hand it over has passed, and the record says so. Not before the items' records say that they left: whoever
     * is asked about an item later finds it there.
     */
    @Transactional
    boolean expired(BundleId id) {
        scope.enterSystem();
        Instant now = Timestamps.truncate(clock.instant());
        Optional<BundleRows.Bundle> found = rows.lock(id.value())
                .filter(bundle -> bundle.state().equals("READY") && !now.isBefore(bundle.expiresAt()));
        if (found.isEmpty()) {
            return false;
        }
        BundleRows.Bundle bundle = found.get();
        PartyId recipient = new PartyId(bundle.recipient());
        rows.ended(id.value(), "EXPIRED", null, now);
        vault.destroyContentKeyOfBundle(id);
        custody.append(
                StreamRef.bundle(id, recipient),
                EventType.BUNDLE_EXPIRED,
                null,
                List.of(
                        Fact.of(Field.BUNDLE, id.value()),
                        Fact.of(Field.REQUEST, bundle.request()),
                        Fact.of(Field.RECIPIENT, recipient.value())));
        List<PartyId> told = new ArrayList<>(List.of(recipient));
        lines.holders(id.value()).stream()
                .map(PartyId::new)
                .filter(holder -> !holder.equals(recipient))
                .forEach(told::add);
        feed.tell(told, Happening.BUNDLE_EXPIRED, id.value());
        return true;
    }

    private Optional<BundleRows.Bundle> sealing(BundleId id) {
        return rows.lock(id.value()).filter(SealJob::isSealing);
    }

    private boolean end(BundleRows.Bundle bundle, String state, @Nullable ProblemCode problem) {
        rows.ended(bundle.id(), state, problem == null ? null : problem.name(), Timestamps.truncate(clock.instant()));
        vault.destroyContentKeyOfBundle(new BundleId(bundle.id()));
        feed.tell(new PartyId(bundle.recipient()), Happening.BUNDLE_FAILED, bundle.id());
        return true;
    }
}
