package org.sillok.sharing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sillok.evidence.Derivations;
import org.sillok.kernel.ItemId;
import org.sillok.terms.MaterialRef;

/**
 * Which versions nobody may receive now, whatever was decided about them: something holds them, or something that they were
 * made from, back. For who shows decisions that may be older than that. Joins a transaction in the system's scope.
 */
@ApplicationScoped
public class Withheld {
    private final Derivations derivations;
    private final HeldItems held;

    Withheld(Derivations derivations, HeldItems held) {
        this.derivations = derivations;
        this.held = held;
    }

    /** Those of {@code versions} that are held back. The same number of queries however many there are. */
    @Transactional(TxType.MANDATORY)
    public Set<MaterialRef> among(Collection<MaterialRef> versions) {
        if (versions.isEmpty()) {
            return Set.of();
        }
        Map<MaterialRef, List<MaterialRef>> parents = derivations.parentsOf(versions);
        Set<ItemId> items = Stream.concat(
                        versions.stream(), parents.values().stream().flatMap(List::stream))
                .map(MaterialRef::item)
                .collect(Collectors.toSet());
        Set<ItemId> back = held.fromRelease(items).keySet();
        return back.isEmpty()
                ? Set.of()
                : versions.stream()
                        .filter(version -> reaches(version, back, parents))
                        .collect(Collectors.toSet());
    }

    private static boolean reaches(
            MaterialRef version, Set<ItemId> items, Map<MaterialRef, List<MaterialRef>> parents) {
        Set<MaterialRef> seen = new HashSet<>(Set.of(version));
        Deque<MaterialRef> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            MaterialRef one = open.remove();
            if (items.contains(one.item())) {
                return true;
            }
            parents.getOrDefault(one, List.of()).stream().filter(seen::add).forEach(open::add);
        }
        return false;
    }
}
