package org.sillok.sharing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.evidence.Derivations;
import org.sillok.evidence.ItemAccess;
import org.sillok.identity.Caller;
import org.sillok.identity.Scope;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.sharing.core.Counterparties;
import org.sillok.sharing.core.ImpactAsk;
import org.sillok.sharing.core.ImpactCount;
import org.sillok.sharing.core.OnRecord;
import org.sillok.sharing.core.Standing;
import org.sillok.sharing.core.WhatIf;
import org.sillok.terms.Evaluator;
import org.sillok.terms.MaterialRef;
import org.sillok.terms.Purpose;
import org.sillok.terms.Request;

/** Some items of an impact in one transaction, so that memory and locks do not grow with what an owner has. */
@ApplicationScoped
class ImpactBatch {
    static final int SIZE = 500;

    private final Derivations derivations;
    private final Circumstances circumstances;
    private final ItemAccess access;
    private final Scope scope;

    ImpactBatch(Derivations derivations, Circumstances circumstances, ItemAccess access, Scope scope) {
        this.derivations = derivations;
        this.circumstances = circumstances;
        this.access = access;
        this.scope = scope;
    }

    @Transactional
    long total(Caller caller) {
        scope.enter(caller);
        return derivations.count(caller.party());
    }

    /** How many items a batch had, and which was its last. */
    record Progress(int items, ItemId last) {}

    /** Counts the items after {@code last}; empty if there are none. */
    @Transactional
    Optional<Progress> count(Caller caller, ImpactAsk asked, @Nullable ItemId last, ImpactCount count) {
        scope.enter(caller);
        List<ItemId> items = derivations.itemsAfter(caller.party(), last, SIZE);
        if (items.isEmpty()) {
            return Optional.empty();
        }
        // Whoever administers a consent sees to what it is bound; an agreement is about all that may be discovered.
        boolean ofConsent = WhatIf.isConsent(asked.change().instrument());
        Set<ItemId> nameable = access.discoverable(caller, items);
        List<ItemId> counted = ofConsent ? items : List.copyOf(nameable);
        OnRecord before = circumstances.ofReleases(caller.party(), counted, asked.ask());
        OnRecord after = asked.change().in(before);
        Set<PartyId> counterparties = Counterparties.of(before.agreements(), caller.party());
        Map<ItemId, Set<MaterialRef>> versions = before.ancestors().byItem();
        for (ItemId item : counted) {
            for (MaterialRef version : versions.getOrDefault(item, Set.of())) {
                if (before.concerns(version, asked.change().instrument(), caller.party())) {
                    count.add(version, changes(asked, before, after, counterparties, version), nameable.contains(item));
                }
            }
        }
        return Optional.of(new Progress(items.size(), items.get(items.size() - 1)));
    }

    private static List<ImpactCount.Change> changes(
            ImpactAsk asked, OnRecord before, OnRecord after, Set<PartyId> counterparties, MaterialRef version) {
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
