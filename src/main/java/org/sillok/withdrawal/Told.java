package org.sillok.withdrawal;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.sillok.evidence.JointDepositors;
import org.sillok.feed.Feed;
import org.sillok.feed.core.Happening;
import org.sillok.identity.Caller;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.WithdrawalId;

/** Tells those whose material a withdrawal is about, besides who acts, what became of it. Joins a transaction in the system's scope. */
@ApplicationScoped
class Told {
    private final JointDepositors depositors;
    private final Feed feed;

    Told(JointDepositors depositors, Feed feed) {
        this.depositors = depositors;
        this.feed = feed;
    }

    /**
     * The owner is told of the withdrawal. Joint depositors see no withdrawal of another, but they know what they deposited:
     * they are told of that.
     */
    void tell(Caller caller, PartyId owner, WithdrawalId id, Collection<ItemId> items, Happening happening) {
        if (!owner.equals(caller.party())) {
            feed.tell(owner, happening, id.value());
        }
        Map<ItemId, Set<PartyId>> joint = new TreeMap<>(Comparator.comparing(ItemId::value));
        joint.putAll(depositors.of(items));
        joint.forEach((item, parties) -> parties.stream()
                .filter(party -> !party.equals(caller.party()))
                .sorted(Comparator.comparing(PartyId::value))
                .forEach(party -> feed.tell(party, happening, item.value())));
    }
}
