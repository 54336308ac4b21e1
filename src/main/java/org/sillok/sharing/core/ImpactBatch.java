package org.sillok.sharing.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.terms.Evaluator;
import org.sillok.terms.MaterialRef;
import org.sillok.terms.Purpose;
import org.sillok.terms.Request;

/**
 * Some items that a change may concern, and what is on record about them.
 *
 * @param owner whose they are, and who asks
 * @param items all of them, in order
 * @param counted those that whoever asks may have counted
 * @param nameable those that may be named to everybody who reads the count
 */
public record ImpactBatch(
        PartyId owner, List<ItemId> items, List<ItemId> counted, Set<ItemId> nameable, OnRecord before) {
    public ImpactBatch {
        items = List.copyOf(items);
        counted = List.copyOf(counted);
        nameable = Set.copyOf(nameable);
    }

    public ItemId last() {
        return items.get(items.size() - 1);
    }

    /** Decides about every version before and after the change, and adds them to {@code count}. */
    public void count(ImpactAsk asked, ImpactCount count) {
        OnRecord after = asked.change().in(before);
        Set<PartyId> counterparties = Counterparties.of(before.agreements(), owner);
        Map<ItemId, Set<MaterialRef>> versions = before.ancestors().byItem();
        for (ItemId item : counted) {
            for (MaterialRef version : versions.getOrDefault(item, Set.of())) {
                if (before.concerns(version, asked.change().instrument(), owner)) {
                    count.add(version, changes(asked, after, counterparties, version), nameable.contains(item));
                }
            }
        }
    }

    private List<ImpactCount.Change> changes(
            ImpactAsk asked, OnRecord after, Set<PartyId> counterparties, MaterialRef version) {
        List<ImpactCount.Change> changes = new ArrayList<>();
        for (PartyId party : counterparties) {
            Standing standing = before.standings().getOrDefault(party, Standing.UNKNOWN);
            for (Set<Purpose> purposes : asked.ask().purposes()) {
                Request request = asked.ask().request(party, standing, purposes, before.standings());
                changes.add(new ImpactCount.Change(
                        party,
                        purposes,
                        Evaluator.decide(before.question(request, version)).outcome(),
                        Evaluator.decide(after.question(request, version)).outcome()));
            }
        }
        return changes;
    }
}
