package org.sillok.bundle;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sillok.bundle.db.BundleRows;
import org.sillok.identity.Caller;
import org.sillok.identity.PartyKeys;
import org.sillok.identity.RecipientKey;
import org.sillok.identity.Scope;
import org.sillok.jobs.Jobs;
import org.sillok.json.JsonObject;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.JobId;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.Timestamps;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.request.ApprovedRequests;
import org.sillok.request.RequestHead;
import org.sillok.request.Sealable;
import org.sillok.vault.Vault;

/**
 * Asks for the sealing of what was approved. Whether it may be sealed is decided here, so that who asks knows at once, and
 * again in the transaction in which it is sealed.
 */
@ApplicationScoped
public class Sealing {
    private final ApprovedRequests approved;
    private final BundleRows rows;
    private final PartyKeys partyKeys;
    private final Vault vault;
    private final Jobs jobs;
    private final Scope scope;
    private final SealTransactions transactions;
    private final BundleConfig config;
    private final Clock clock;
    private final Randomness randomness;

    Sealing(
            ApprovedRequests approved,
            BundleRows rows,
            PartyKeys partyKeys,
            Vault vault,
            Jobs jobs,
            Scope scope,
            SealTransactions transactions,
            BundleConfig config,
            Clock clock,
            Randomness randomness) {
        this.approved = approved;
        this.rows = rows;
        this.partyKeys = partyKeys;
        this.vault = vault;
        this.jobs = jobs;
        this.scope = scope;
        this.transactions = transactions;
        this.config = config;
        this.clock = clock;
        this.randomness = randomness;
    }

    /**
     * Begins a bundle for the requester, and queues the job that makes it. For who asks for the material, and for
     * custodians.
     *
     * @param revision what was seen of the request
     * @param replaces a bundle of the same request that was sealed before, whose place this one takes
     * @param alongside becomes durable with the job, whose id it is told, or not at all
     */
    public Outcome<BundleId> start(
            Caller caller, String request, int revision, @Nullable BundleId replaces, Consumer<String> alongside) {
        return transactions.within(() -> approved.toSeal(caller, request).then(head -> {
            Outcome<BundleId> begun = begin(caller, head, revision, replaces, alongside);
            scope.enter(caller);
            return begun;
        }));
    }

    private Outcome<BundleId> begin(
            Caller caller, RequestHead head, int revision, @Nullable BundleId replaces, Consumer<String> alongside) {
        Sealable sealable = approved.take(head.id(), revision);
        if (!(sealable instanceof Sealable.Yes yes)) {
            return Outcome.refused(ProblemCode.NOT_SEALABLE, Obstacles.words(((Sealable.No) sealable).obstacle()));
        }
        // The request is locked: nobody else begins a sealing of it meanwhile.
        Optional<String> other = rows.sealing(head.id().value());
        if (other.isPresent()) {
            return Outcome.refused(
                    ProblemCode.CONFLICT, "The request is being sealed already, by job " + other.get() + ".");
        }
        if (replaces != null && !isReplaceable(head, replaces)) {
            return Outcome.refused(Refusal.at(
                    ProblemCode.INVALID_FIELD,
                    "/replaces",
                    "There is no such bundle of this request that was sealed."));
        }
        Instant now = Timestamps.truncate(clock.instant());
        Optional<RecipientKey> key = partyKeys.recipient(head.requester(), now);
        if (key.isEmpty()) {
            return Outcome.refused(Refusal.of(ProblemCode.RECIPIENT_CERTIFICATE));
        }
        BundleId id = BundleId.fresh(randomness);
        vault.keysOfOrNew(id.value());
        JobId job = jobs.submit(
                SealJob.KIND,
                caller,
                JsonObject.builder().put(SealJob.BUNDLE, id.value()).build());
        scope.enterSystem();
        rows.add(new BundleRows.NewBundle(
                id.value(),
                head.requester().value(),
                head.id().value(),
                revision,
                caller.user().value(),
                job.value(),
                replaces == null ? null : replaces.value(),
                key.get().id().value(),
                now,
                expiry(config, now, yes.until())));
        scope.enter(caller);
        alongside.accept(job.value());
        return Outcome.done(id);
    }

    private boolean isReplaceable(RequestHead head, BundleId replaced) {
        return rows.find(replaced.value())
                .filter(bundle -> bundle.request().equals(head.id().value()) && bundle.sealedAt() != null)
                .isPresent();
    }

    /** Until when a bundle that is sealed now may be handed over. */
    static Instant expiry(BundleConfig config, Instant now, Instant until) {
        Instant kept = now.plus(config.keepFor());
        return kept.isBefore(until) ? kept : until;
    }
}
