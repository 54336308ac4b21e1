package org.sillok.withdrawal;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.consent.BoundConsents;
import org.sillok.evidence.Derivations;
import org.sillok.kernel.ConsentId;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.SourceId;
import org.sillok.sharing.WhatLeft;

/**
 * Finds items that are bound to something no more, but had left while they were: who has them has them from it. Joins a
 * transaction in the system's scope.
 */
@ApplicationScoped
class FormerBindings {
    private final BoundConsents bound;
    private final Derivations derivations;
    private final WhatLeft whatLeft;

    FormerBindings(BoundConsents bound, Derivations derivations, WhatLeft whatLeft) {
        this.bound = bound;
        this.derivations = derivations;
        this.whatLeft = whatLeft;
    }

    /**
     * Items whose binding to one of these consents, or to that public source, was removed after they, or something that was
     * made from them, had left. One query, and three more if any binding was removed.
     */
    Set<ItemId> left(Collection<ConsentId> consents, @Nullable SourceId source) {
        Map<ItemId, Instant> removed = bound.removedFrom(consents, source);
        if (removed.isEmpty()) {
            return Set.of();
        }
        List<ItemId> made = derivations.madeFrom(removed.keySet());
        Map<ItemId, Instant> first = new HashMap<>();
        whatLeft.of(made)
                .forEach(one -> first.merge(
                        one.version().item(), one.at(), (earlier, other) -> other.isBefore(earlier) ? other : earlier));
        Map<ItemId, Set<ItemId>> children = new HashMap<>();
        derivations
                .steps(made)
                .forEach(step -> children.computeIfAbsent(step.parent(), none -> new HashSet<>())
                        .add(step.item()));
        Set<ItemId> left = new HashSet<>();
        removed.forEach((item, at) -> {
            if (hasLeft(item, at, first, children)) {
                left.add(item);
            }
        });
        return left;
    }

    private static boolean hasLeft(
            ItemId root, Instant until, Map<ItemId, Instant> first, Map<ItemId, Set<ItemId>> children) {
        Set<ItemId> seen = new HashSet<>(Set.of(root));
        Deque<ItemId> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            ItemId item = open.remove();
            Instant at = first.get(item);
            if (at != null && !at.isAfter(until)) {
                return true;
            }
            children.getOrDefault(item, Set.of()).stream().filter(seen::add).forEach(open::add);
        }
        return false;
    }
}
