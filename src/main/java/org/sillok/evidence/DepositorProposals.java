package org.sillok.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.AccessLog;
import org.sillok.custody.Custody;
import org.sillok.custody.Recorded;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.evidence.core.DepositorState;
import org.sillok.evidence.db.DepositorProposalEndRow;
import org.sillok.evidence.db.DepositorProposalRow;
import org.sillok.evidence.db.DepositorProposalRows;
import org.sillok.evidence.db.Items;
import org.sillok.evidence.db.JointDepositorRow;
import org.sillok.evidence.db.JointDepositorRows;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Position;
import org.sillok.kernel.Slice;
import org.sillok.kernel.Timestamps;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;

/**
 * What an organisation is asked that others name as a joint depositor, and its answers. It sees the id of the item, who
 * holds it and since when it is asked, and never more. An acceptance acts at once and for good: it can only narrow.
 */
@ApplicationScoped
public class DepositorProposals {
    private final DepositorProposalRows proposals;
    private final JointDepositorRows depositors;
    private final Items items;
    private final Custody custody;
    private final AccessLog accessLog;
    private final Scope scope;
    private final Clock clock;

    DepositorProposals(
            DepositorProposalRows proposals,
            JointDepositorRows depositors,
            Items items,
            Custody custody,
            AccessLog accessLog,
            Scope scope,
            Clock clock) {
        this.proposals = proposals;
        this.depositors = depositors;
        this.items = items;
        this.custody = custody;
        this.accessLog = accessLog;
        this.scope = scope;
        this.clock = clock;
    }

    /** What the caller's organisation has not answered, oldest first. */
    @Transactional
    public Outcome<Slice<DepositorProposal>> list(Caller caller, @Nullable Position after, int limit) {
        scope.enter(caller);
        if (!caller.has(Role.CONTRIBUTOR)) {
            return denied(caller, "LIST_DEPOSITOR_PROPOSALS", "");
        }
        Slice<DepositorProposalRow> page =
                Slice.cut(proposals.pendingOf(caller.party().value(), after, limit + 1), limit);
        accessLog.listed(caller.actor(), "DEPOSITOR_PROPOSALS", page.items().size());
        return Outcome.done(page.map(DepositorProposals::proposal));
    }

    /** The caller's organisation deposited the item, too: from now on it has to agree before the item is shared. */
    @Transactional
    public Outcome<DepositorProposal> accept(Caller caller, ItemId item) {
        return answer(caller, item, DepositorState.ACCEPTED, EventType.DEPOSITOR_JOINED);
    }

    /** It did not, or does not want to be asked. */
    @Transactional
    public Outcome<DepositorProposal> decline(Caller caller, ItemId item) {
        return answer(caller, item, DepositorState.DECLINED, EventType.DEPOSITOR_DECLINED);
    }

    private Outcome<DepositorProposal> answer(Caller caller, ItemId item, DepositorState answer, EventType event) {
        scope.enter(caller);
        String action = event.name();
        String party = caller.party().value();
        Optional<DepositorProposalRow> asked = proposals.pending(item.value(), party);
        if (asked.isEmpty() || !caller.has(Role.CONTRIBUTOR)) {
            return denied(caller, action, item.value());
        }
        PartyId owner = new PartyId(asked.get().ownerParty);
        // The item and its stream are the owner's, and so is the record of what was answered about it.
        scope.enterSystem();
        if (items.ofOwnerForUpdate(item.value(), owner.value()).isEmpty()) {
            throw new IllegalStateException("an item about which there is a proposal is not there");
        }
        // Again, now that nobody else changes it: the owner may have taken it back, or a colleague answered.
        Optional<DepositorProposalRow> open = proposals.pending(item.value(), party);
        if (open.isEmpty()) {
            scope.enter(caller);
            return Outcome.refused(ProblemCode.CONFLICT, "The proposal was answered or taken back just now.");
        }
        Instant now = Timestamps.truncate(clock.instant());
        Recorded statement = custody.append(
                StreamRef.item(item, owner),
                event,
                caller.actor(),
                List.of(Fact.of(Field.ITEM, item.value()), Fact.of(Field.ON_BEHALF_OF, party)));
        byte[] digest = statement.digest().toArray();
        proposals.end(new DepositorProposalEndRow(open.get().key, owner.value(), answer.name(), digest, now));
        if (answer == DepositorState.ACCEPTED) {
            depositors.persistAndFlush(
                    new JointDepositorRow(new JointDepositorRow.Key(item.value(), party), owner.value(), digest, now));
        }
        scope.enter(caller);
        accessLog.administered(caller.actor(), action, List.of(Fact.of(Field.ITEM, item.value())));
        return Outcome.done(proposal(open.get()));
    }

    private static DepositorProposal proposal(DepositorProposalRow row) {
        return new DepositorProposal(new ItemId(row.key.item()), new PartyId(row.ownerParty), row.proposedAt);
    }

    /** What was never proposed looks like what was answered, whether or not there is such an item. */
    private <T> Outcome<T> denied(Caller caller, String action, String id) {
        accessLog.denied(caller.actor(), action, id);
        return Outcome.refused(
                Refusal.of(caller.has(Role.CONTRIBUTOR) ? ProblemCode.NOT_FOUND : ProblemCode.FORBIDDEN));
    }
}
