package org.sillok.sharing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.evidence.Derivations;
import org.sillok.evidence.ItemAccess;
import org.sillok.identity.Caller;
import org.sillok.identity.Scope;
import org.sillok.kernel.ItemId;
import org.sillok.sharing.core.ImpactAsk;
import org.sillok.sharing.core.ImpactBatch;
import org.sillok.sharing.core.WhatIf;

/** Reads some items for an impact in one transaction, so that memory and locks do not grow with what an owner has. */
@ApplicationScoped
class ImpactReading {
    static final int SIZE = 2_000;

    private final Derivations derivations;
    private final Circumstances circumstances;
    private final ItemAccess access;
    private final Scope scope;

    ImpactReading(Derivations derivations, Circumstances circumstances, ItemAccess access, Scope scope) {
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

    /** The items after {@code last}, and what decides about them; empty if there are none. */
    @Transactional
    Optional<ImpactBatch> after(@Nullable ItemId last, Caller caller, ImpactAsk asked) {
        scope.enter(caller);
        List<ItemId> items = derivations.itemsAfter(caller.party(), last, SIZE);
        if (items.isEmpty()) {
            return Optional.empty();
        }
        // Whoever administers a consent sees to what it is bound; an agreement is about all that may be discovered.
        boolean ofConsent = WhatIf.isConsent(asked.change().instrument());
        Set<ItemId> nameable = access.discoverable(caller, items);
        List<ItemId> counted = ofConsent ? items : List.copyOf(nameable);
        return Optional.of(new ImpactBatch(
                caller.party(),
                items,
                counted,
                nameable,
                circumstances.ofReleases(caller.party(), counted, asked.ask())));
    }
}
