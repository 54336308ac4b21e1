package org.sillok.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.kernel.Digest;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Timestamps;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.request.core.HolderBasis;
import org.sillok.request.core.RequestState;
import org.sillok.request.db.HolderRows;
import org.sillok.request.db.RequestRows;

/**
 * What a holder's people have before them when they deal with a request. Opens the request for them, or says why not;
 * to whom it does not concern it looks as if it did not exist.
 */
@ApplicationScoped
class HolderDesk {
    private final RequestStore store;
    private final RequestRows requests;
    private final HolderRows rows;
    private final NamedLines lines;
    private final CountingApprovals counting;
    private final Scope scope;
    private final Clock clock;

    HolderDesk(
            RequestStore store,
            RequestRows requests,
            HolderRows rows,
            NamedLines lines,
            CountingApprovals counting,
            Scope scope,
            Clock clock) {
        this.store = store;
        this.requests = requests;
        this.rows = rows;
        this.lines = lines;
        this.counting = counting;
        this.scope = scope;
        this.clock = clock;
    }

    /** A request that is locked, in the system's scope, and whose part of it is dealt with. */
    record Begun(RequestHead head, PartyId holder, Viewpoint viewpoint, HolderRows.Holder row) {}

    /** What somebody is about to do, which decides how long it is possible. */
    enum Act {
        READ,
        ANSWER,
        REFUSE;

        boolean isLate(RequestHead head, Instant now) {
            return switch (this) {
                case READ -> false;
                case ANSWER -> !now.isBefore(head.replyBy());
                // What was approved can be handed over until then, and so it can be refused.
                case REFUSE -> !now.isBefore(head.until());
            };
        }
    }

    /** Opens a request for its holder, whom a custodian names, or refuses to; then the attempt is on record. */
    Outcome<Begun> begin(Caller caller, String id, @Nullable PartyId named, String what, Act act) {
        Optional<RequestStore.Seen> seen = store.see(caller, id);
        Optional<PartyId> holder = seen.flatMap(one -> holder(caller, one, named));
        if (holder.isEmpty()) {
            boolean mightAct = caller.hasAny(Role.CONTRIBUTOR, Role.CUSTODIAN);
            return store.denied(caller, what, id, mightAct ? ProblemCode.NOT_FOUND : ProblemCode.FORBIDDEN);
        }
        scope.enterSystem();
        RequestHead head = RequestStore.head((act != Act.READ ? requests.lock(id) : requests.find(id)).orElseThrow());
        Optional<HolderRows.Holder> row =
                rows.find(id, head.revision(), holder.get().value());
        if (row.isEmpty()) {
            return store.denied(caller, what, id);
        }
        if (act != Act.READ && head.state() != RequestState.ASSESSED) {
            return Outcome.refused(ProblemCode.CONFLICT, "The request is not to be answered now.");
        }
        if (act.isLate(head, Timestamps.truncate(clock.instant()))) {
            return Outcome.refused(ProblemCode.CONFLICT, "The time in which it could be answered is over.");
        }
        return Outcome.done(new Begun(head, holder.get(), seen.orElseThrow().viewpoint(), row.get()));
    }

    private static Optional<PartyId> holder(Caller caller, RequestStore.Seen seen, @Nullable PartyId named) {
        if (seen.viewpoint() == Viewpoint.HOLDER) {
            return named == null || named.equals(caller.party()) ? Optional.of(caller.party()) : Optional.empty();
        }
        return seen.viewpoint() == Viewpoint.CUSTODIAN ? Optional.ofNullable(named) : Optional.empty();
    }

    /** The same as it has become. */
    HolderRows.Holder row(Begun begun) {
        return rows.find(
                        begun.head().id().value(),
                        begun.head().revision(),
                        begun.holder().value())
                .orElseThrow();
    }

    /** What there is to approve now, and who has. Leaves the scope of the caller. */
    ToApprove shown(Caller caller, Begun begun) {
        RequestHead head = begun.head();
        PartyId holder = begun.holder();
        HolderRows.Holder row = row(begun);
        Digest basis = Digest.sha256(row.basis());
        List<HolderRows.Approval> counted = counting.of(head, row);
        int past = rows.pastApprovals(head.id().value(), head.revision(), row.party(), row.basis());
        Instant approvedAt = counting.suffice(counted, holder) ? row.approvedAt() : null;
        int granted = granted(caller, begun, row);
        scope.enter(caller);
        return new ToApprove(
                head.id(),
                head.revision(),
                holder,
                basis,
                granted,
                HolderBasis.text(head.id(), head.revision(), basis),
                past,
                CountingApprovals.people(counted).people(),
                approvedAt);
    }

    /** Of what the holder's staff may not discover, no number tells them either. */
    private int granted(Caller caller, Begun begun, HolderRows.Holder row) {
        if (begun.viewpoint() != Viewpoint.HOLDER || row.granted() == 0) {
            return row.granted();
        }
        int[] granted = new int[1];
        lines.each(new RequestStore.Seen(begun.head(), begun.viewpoint()), caller, line -> {
            String outcome = line.outcome();
            if (outcome != null
                    && HolderBasis.isGranted(
                            org.sillok.terms.Outcome.valueOf(outcome), line.available(), line.refusal() != null)) {
                granted[0]++;
            }
        });
        return granted[0];
    }

    /** The answer to who approves or refuses something else than there is. */
    static <T> Outcome<T> changed(String detail) {
        return Outcome.refused(ProblemCode.BASIS_CHANGED, detail);
    }
}
