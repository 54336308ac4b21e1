package org.sillok.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
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
import org.sillok.feed.Feed;
import org.sillok.feed.core.Happening;
import org.sillok.identity.Caller;
import org.sillok.identity.Parties;
import org.sillok.identity.PartyStanding;
import org.sillok.identity.Scope;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Timestamps;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;

/**
 * Organisations that deposited an item together with the one that holds it here. Each of them has to agree before the item
 * is shared; none of them sees more of it than anybody else. The owner proposes, and the organisation named answers
 * ({@link DepositorProposals}): what was not accepted counts for nothing. Once accepted they are only ever added: without
 * one, more would be allowed.
 */
@ApplicationScoped
public class JointDepositors {
    /** More organisations than this do not act together. */
    public static final int MAX = 50;

    // Who said no, or was named by mistake, is not asked for ever; the table holds the same limit.
    private static final int MOST_PROPOSALS_TO_ONE = 10;
    private static final int MOST_PROPOSALS = 200;

    private final JointDepositorRows rows;
    private final DepositorProposalRows proposals;
    private final Items items;
    private final Evidence evidence;
    private final ItemAccess access;
    private final Parties parties;
    private final Custody custody;
    private final Scope scope;
    private final Clock clock;
    private final Feed feed;

    JointDepositors(
            JointDepositorRows rows,
            DepositorProposalRows proposals,
            Items items,
            Evidence evidence,
            ItemAccess access,
            Parties parties,
            Custody custody,
            Scope scope,
            Clock clock,
            Feed feed) {
        this.rows = rows;
        this.proposals = proposals;
        this.items = items;
        this.evidence = evidence;
        this.access = access;
        this.parties = parties;
        this.custody = custody;
        this.scope = scope;
        this.clock = clock;
        this.feed = feed;
    }

    /** Asks one more to say that it deposited the item, too; {@code alongside} becomes durable with it or not at all. */
    @Transactional
    public Outcome<JointDepositor> propose(Caller caller, ItemId item, PartyId party, Consumer<String> alongside) {
        scope.enter(caller);
        return access.admit(caller, item, Use.READ_METADATA, "PROPOSE_DEPOSITOR")
                .then(own -> proposed(caller, item, party, alongside));
    }

    private Outcome<JointDepositor> proposed(Caller caller, ItemId item, PartyId party, Consumer<String> alongside) {
        hold(caller, item);
        List<JointDepositor> before = all(item);
        List<DepositorProposalRow> made = proposals.of(item.value());
        long toParty = made.stream()
                .filter(row -> row.key.party().equals(party.value()))
                .count();
        Optional<Refusal> refusal = refusal(caller, party, before);
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        if (toParty >= MOST_PROPOSALS_TO_ONE || made.size() >= MOST_PROPOSALS) {
            return Outcome.refused(
                    ProblemCode.CONFLICT,
                    "At most " + MOST_PROPOSALS_TO_ONE + " proposals to one organisation about an item, and "
                            + MOST_PROPOSALS + " in all.");
        }
        Instant now = Timestamps.truncate(clock.instant());
        Recorded statement = state(caller, item, party, EventType.DEPOSITOR_PROPOSED);
        proposals.persistAndFlush(new DepositorProposalRow(
                new DepositorProposalRow.Key(item.value(), party.value(), (int) toParty + 1),
                caller.party().value(),
                statement.digest().toArray(),
                now));
        feed.tell(party, Happening.DEPOSITOR_JOINED, item.value());
        alongside.accept(party.value());
        return Outcome.done(new JointDepositor(party, DepositorState.PROPOSED, now));
    }

    /** Takes a proposal back that was not answered. Harmless when repeated. */
    @Transactional
    public Outcome<JointDepositor> withdraw(Caller caller, ItemId item, PartyId party) {
        scope.enter(caller);
        return access.admit(caller, item, Use.READ_METADATA, "WITHDRAW_DEPOSITOR_PROPOSAL")
                .then(own -> withdrawn(caller, item, party));
    }

    private Outcome<JointDepositor> withdrawn(Caller caller, ItemId item, PartyId party) {
        hold(caller, item);
        Optional<JointDepositor> named =
                all(item).stream().filter(one -> one.party().equals(party)).findFirst();
        if (named.isEmpty()) {
            return access.denied(caller, "WITHDRAW_DEPOSITOR_PROPOSAL", item.value());
        }
        if (named.get().state() == DepositorState.WITHDRAWN) {
            return Outcome.done(named.get());
        }
        if (named.get().state() != DepositorState.PROPOSED) {
            return Outcome.refused(
                    ProblemCode.CONFLICT,
                    "The organisation has answered. A joint depositor is never taken away, because that would allow more.");
        }
        DepositorProposalRow open =
                proposals.pending(item.value(), party.value()).orElseThrow();
        Instant now = Timestamps.truncate(clock.instant());
        Recorded statement = state(caller, item, party, EventType.DEPOSITOR_WITHDRAWN);
        proposals.end(new DepositorProposalEndRow(
                open.key,
                caller.party().value(),
                DepositorState.WITHDRAWN.name(),
                statement.digest().toArray(),
                now));
        return Outcome.done(new JointDepositor(party, DepositorState.WITHDRAWN, now));
    }

    /** Against two at once, of the owner or of whom it named: each would pass the checks of the other. */
    private void hold(Caller caller, ItemId item) {
        if (items.ofOwnerForUpdate(item.value(), caller.party().value()).isEmpty()) {
            throw new IllegalStateException("an item that was just read is not there");
        }
    }

    private Recorded state(Caller caller, ItemId item, PartyId party, EventType type) {
        return custody.append(
                StreamRef.item(item, caller.party()),
                type,
                caller.actor(),
                List.of(Fact.of(Field.ITEM, item.value()), Fact.of(Field.ON_BEHALF_OF, party.value())));
    }

    /** All that were ever named, each as it stands now, in the order in which that was recorded; a look at the item. */
    @Transactional
    public Outcome<List<JointDepositor>> list(Caller caller, ItemId item) {
        return evidence.get(caller, item).map(found -> all(item));
    }

    /** Those who accepted, of each item; an item without any is missing. One query; sees what the current scope may see. */
    @Transactional(TxType.MANDATORY)
    public Map<ItemId, Set<PartyId>> of(Collection<ItemId> wanted) {
        Map<ItemId, Set<PartyId>> byItem = new HashMap<>();
        for (JointDepositorRow row : rows.of(wanted.stream().map(ItemId::value).toList())) {
            byItem.computeIfAbsent(new ItemId(row.key.item()), item -> new HashSet<>())
                    .add(new PartyId(row.key.party()));
        }
        return byItem;
    }

    private List<JointDepositor> all(ItemId item) {
        Map<PartyId, JointDepositor> byParty = new HashMap<>();
        Map<DepositorProposalRow.Key, DepositorProposalEndRow> ends = proposals.ends(item.value());
        // The last proposal to each says how it stands; who joined before there were proposals has none.
        for (DepositorProposalRow row : proposals.of(item.value())) {
            DepositorProposalEndRow end = ends.get(row.key);
            PartyId party = new PartyId(row.key.party());
            byParty.put(
                    party,
                    end == null
                            ? new JointDepositor(party, DepositorState.PROPOSED, row.proposedAt)
                            : new JointDepositor(party, DepositorState.valueOf(end.outcome), end.endedAt));
        }
        for (JointDepositorRow row : rows.of(Set.of(item.value()))) {
            PartyId party = new PartyId(row.key.party());
            byParty.put(party, new JointDepositor(party, DepositorState.ACCEPTED, row.recordedAt));
        }
        return byParty.values().stream()
                .sorted(Comparator.comparing(JointDepositor::recordedAt)
                        .thenComparing(one -> one.party().value()))
                .toList();
    }

    private Optional<Refusal> refusal(Caller caller, PartyId party, List<JointDepositor> before) {
        if (party.equals(caller.party())) {
            return invalid("Your organisation holds the item already; name the others.");
        }
        List<JointDepositor> counted = before.stream()
                .filter(one -> one.state() == DepositorState.ACCEPTED || one.state() == DepositorState.PROPOSED)
                .toList();
        if (counted.stream().anyMatch(one -> one.party().equals(party))) {
            return Optional.of(
                    new Refusal(ProblemCode.CONFLICT, "The organisation is a depositor, or was asked, already."));
        }
        if (counted.size() >= MAX) {
            return Optional.of(new Refusal(ProblemCode.CONFLICT, "An item has at most " + MAX + " joint depositors."));
        }
        PartyStanding standing = parties.standings(Set.of(party)).get(party);
        return standing == null || !standing.active()
                ? invalid("There is no such organisation, or it is not active.")
                : Optional.empty();
    }

    private static Optional<Refusal> invalid(String detail) {
        return Optional.of(Refusal.at(ProblemCode.INVALID_FIELD, "/party", detail));
    }
}
