package org.sillok.withdrawal;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sillok.consent.BoundConsents;
import org.sillok.consent.TakingBack;
import org.sillok.evidence.Derivations;
import org.sillok.kernel.ConsentId;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.RequestId;
import org.sillok.kernel.SourceId;
import org.sillok.request.ConcernedRequests;
import org.sillok.withdrawal.core.Subject;

/**
 * Finds what a withdrawal reaches: consents, items, and everything made from them. Joins a transaction in the system's scope.
 * An item is reached as a whole, also if only one of its versions is bound: too much is held back rather than too little.
 */
@ApplicationScoped
class Reached {
    private final TakingBack consents;
    private final BoundConsents bound;
    private final FormerBindings former;
    private final Derivations derivations;
    private final ConcernedRequests requests;

    Reached(
            TakingBack consents,
            BoundConsents bound,
            FormerBindings former,
            Derivations derivations,
            ConcernedRequests requests) {
        this.consents = consents;
        this.bound = bound;
        this.former = former;
        this.derivations = derivations;
        this.requests = requests;
    }

    /**
     * What a withdrawal reaches.
     *
     * @param consents in the order of their ids
     * @param items with all that was made from them, in the order of their ids
     * @param direct those of the items that are not reached only because of what they were made from
     */
    record Reach(List<ConsentId> consents, List<ItemId> items, Set<ItemId> direct) {
        Reach {
            consents = List.copyOf(consents);
            items = List.copyOf(items);
            direct = Set.copyOf(direct);
        }
    }

    /** The same, with everything held until the transaction ends, and the requests in which somebody is asked about it. */
    record Taken(Reach reach, List<RequestId> asking) {}

    /** What it would reach now. Holds nothing. */
    Reach look(Subject subject) {
        return reach(subject, consents(subject));
    }

    /**
     * Holds requests, consents and items, in this order as everybody does, and finds what is reached. Who decides about one
     * of them at this time is waited for; who does so afterwards sees what was taken back.
     *
     * @throws ReachChangedException if it became more meanwhile: the transaction is rolled back, and all begins anew
     */
    Taken take(Subject subject) {
        Set<ConsentId> known = new TreeSet<>(Comparator.comparing(ConsentId::value));
        known.addAll(consents(subject));
        List<RequestId> asking = requests.hold(known);
        consents.hold(known);
        // From here on nobody else is asked about them: who asks holds them, too.
        if (!asking.containsAll(requests.asking(known))) {
            throw new ReachChangedException();
        }
        List<ConsentId> held = List.copyOf(known);
        NavigableSet<ItemId> items = new TreeSet<>(Comparator.comparing(ItemId::value));
        while (true) {
            Reach reach = reach(subject, held);
            NavigableSet<ItemId> more = new TreeSet<>(Comparator.comparing(ItemId::value));
            more.addAll(reach.items());
            more.removeAll(items);
            if (more.isEmpty()) {
                // Others may have been waited for long enough to begin a consent, and to disclose something with it.
                if (!known.containsAll(consents(subject))) {
                    throw new ReachChangedException();
                }
                return new Taken(reach, asking);
            }
            if (!items.isEmpty() && more.first().value().compareTo(items.last().value()) < 0) {
                // It would be held out of order, and two could wait for each other.
                throw new ReachChangedException();
            }
            derivations.holdForChange(more);
            items.addAll(more);
        }
    }

    private List<ConsentId> consents(Subject subject) {
        return switch (subject.kind()) {
            case CONSENT -> List.of(new ConsentId(subject.id()));
            case SOURCE -> consents.ofSource(new SourceId(subject.id()));
            // Only this item is taken back; the consent may be about others that are not.
            case ITEM -> List.of();
        };
    }

    private Reach reach(Subject subject, Collection<ConsentId> of) {
        Set<ItemId> direct = new HashSet<>();
        @Nullable SourceId source = null;
        switch (subject.kind()) {
            case ITEM -> direct.add(new ItemId(subject.id()));
            case SOURCE -> {
                source = new SourceId(subject.id());
                direct.addAll(derivations.ofSource(source));
            }
            case CONSENT -> {}
        }
        if (!of.isEmpty() || source != null) {
            direct.addAll(bound.itemsOf(of, source));
            direct.addAll(former.left(of, source));
        }
        return new Reach(List.copyOf(of), derivations.madeFrom(direct), direct);
    }
}
