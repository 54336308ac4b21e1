package org.sillok.bundle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.sillok.bundle.db.BundleRows;
import org.sillok.identity.PartyKeys;
import org.sillok.identity.RecipientKey;
import org.sillok.identity.Scope;
import org.sillok.jobs.JobFailedException;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.RequestId;
import org.sillok.kernel.Timestamps;
import org.sillok.problem.ProblemCode;
import org.sillok.request.ApprovedRequests;
import org.sillok.request.Sealable;

/** The first transaction of a sealing: fixes what goes into the bundle, and for which key it is encrypted. */
@ApplicationScoped
class SealPlan {
    private final BundleRows rows;
    private final BundlePlans plans;
    private final ApprovedRequests approved;
    private final PartyKeys partyKeys;
    private final Scope scope;
    private final SealTransactions transactions;
    private final Clock clock;

    SealPlan(
            BundleRows rows,
            BundlePlans plans,
            ApprovedRequests approved,
            PartyKeys partyKeys,
            Scope scope,
            SealTransactions transactions,
            Clock clock) {
        this.rows = rows;
        this.plans = plans;
        this.approved = approved;
        this.partyKeys = partyKeys;
        this.scope = scope;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** From now on {@code attempt} is the run that seals it; how the bundle stands. */
    @Transactional
    BundleRows.Bundle begin(BundleId id, String attempt) {
        scope.enterSystem();
        BundleRows.Bundle bundle = rows.lock(id.value()).orElseThrow();
        if (SealJob.isSealing(bundle)) {
            rows.attempt(id.value(), attempt);
        }
        return rows.find(id.value()).orElseThrow();
    }

    /**
     * What this run writes from now on has another name, so that it does not meet what it wrote before.
     *
     * @return false if another run took over, or it is not being sealed any more
     */
    @Transactional
    boolean renamed(BundleId id, String attempt, String now) {
        scope.enterSystem();
        Optional<BundleRows.Bundle> bundle = rows.lock(id.value())
                .filter(SealJob::isSealing)
                .filter(one -> attempt.equals(one.attempt()) || now.equals(one.attempt()));
        bundle.ifPresent(one -> rows.attempt(one.id(), now));
        return bundle.isPresent();
    }

    /** Whether the bundle is being sealed, and by this run. */
    @Transactional
    boolean isHeld(BundleId id, String attempt) {
        scope.enterSystem();
        return rows.find(id.value())
                .filter(SealJob::isSealing)
                .filter(bundle -> attempt.equals(bundle.attempt()))
                .isPresent();
    }

    /**
     * Plans what the request grants now; harmless when repeated.
     *
     * @throws JobFailedException if it may not be sealed, or nobody could open it
     */
    BundleRows.Bundle plan(BundleId id) {
        return transactions.within(() -> planned(id));
    }

    private BundleRows.Bundle planned(BundleId id) {
        scope.enterSystem();
        BundleRows.Bundle seen = rows.find(id.value()).orElseThrow();
        if (seen.plannedAt() != null) {
            return seen;
        }
        Sealable sealable = approved.take(new RequestId(seen.request()), seen.revision());
        if (!(sealable instanceof Sealable.Yes yes)) {
            throw Obstacles.failure(((Sealable.No) sealable).obstacle());
        }
        BundleRows.Bundle bundle = rows.lock(id.value()).orElseThrow();
        if (bundle.plannedAt() != null || !SealJob.isSealing(bundle)) {
            return bundle;
        }
        Instant now = Timestamps.truncate(clock.instant());
        RecipientKey key = partyKeys
                .recipient(new PartyId(bundle.recipient()), now)
                .orElseThrow(() -> new JobFailedException(ProblemCode.RECIPIENT_CERTIFICATE));
        BundleRows.Planned planned =
                plans.plan(id, yes, Optional.ofNullable(bundle.replaces()).map(BundleId::new));
        scope.enterSystem();
        rows.planned(id.value(), key.id().value(), planned, now);
        return rows.find(id.value()).orElseThrow();
    }
}
