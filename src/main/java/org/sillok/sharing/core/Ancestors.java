package org.sillok.sharing.core;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.terms.MaterialRef;

/**
 * What was made from what, as far as it could be read.
 *
 * @param owners who deposited each version that could be read, joint depositors included
 * @param parents what each version was made from; a version without an entry could not be read
 */
public record Ancestors(Map<MaterialRef, Set<PartyId>> owners, Map<MaterialRef, List<MaterialRef>> parents) {
    /** A version with more ancestors is not decided about: its lineage counts as not complete. */
    public static final int MOST = 1_000;

    public Ancestors {
        Map<MaterialRef, Set<PartyId>> depositors = new HashMap<>();
        owners.forEach((version, parties) -> depositors.put(version, Set.copyOf(parties)));
        owners = Map.copyOf(depositors);
        Map<MaterialRef, List<MaterialRef>> copy = new HashMap<>();
        parents.forEach((version, made) -> copy.put(version, List.copyOf(made)));
        parents = Map.copyOf(copy);
    }

    /** The line of one version. Ends in a circle, too. */
    Line of(MaterialRef version) {
        Set<MaterialRef> seen = new LinkedHashSet<>(Set.of(version));
        Deque<MaterialRef> open = new ArrayDeque<>(List.of(version));
        boolean complete = true;
        while (!open.isEmpty()) {
            MaterialRef next = open.remove();
            List<MaterialRef> made = parents.get(next);
            if (made == null || !owners.containsKey(next)) {
                complete = false;
                continue;
            }
            for (MaterialRef parent : made) {
                if (seen.size() > MOST) {
                    return new Line(List.copyOf(seen), false);
                }
                if (seen.add(parent)) {
                    open.add(parent);
                }
            }
        }
        return new Line(List.copyOf(seen), complete);
    }

    /** The versions of each item, by number. */
    public Map<ItemId, Set<MaterialRef>> byItem() {
        Map<ItemId, Set<MaterialRef>> byItem = new TreeMap<>(Comparator.comparing(ItemId::value));
        owners.keySet()
                .forEach(ref -> byItem.computeIfAbsent(ref.item(), none -> new TreeSet<>())
                        .add(ref));
        return byItem;
    }
}
