package org.sillok.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sillok.kernel.ItemId;
import org.sillok.terms.Guard;
import org.sillok.terms.GuardCode;
import org.sillok.vault.DestroyedKeys;

/**
 * Which items were erased: those whose content key was destroyed, whatever else is on record. What they said is gone; that they
 * were here, and who did what with them, stays. One query however many are asked about, in the caller's transaction.
 */
@ApplicationScoped
public class ErasedItems {
    private final DestroyedKeys keys;

    ErasedItems(DestroyedKeys keys) {
        this.keys = keys;
    }

    /** Those of {@code items} that were erased, and when. */
    public Map<ItemId, Instant> among(Collection<ItemId> items) {
        Map<ItemId, Instant> erased = new HashMap<>();
        if (!items.isEmpty()) {
            keys.content(items.stream().map(ItemId::value).toList())
                    .forEach((item, at) -> erased.put(new ItemId(item), at));
        }
        return erased;
    }

    /** What the evaluator has to know of each of these items; one that was not erased is missing. */
    public Map<ItemId, List<Guard>> guards(Collection<ItemId> items) {
        Map<ItemId, List<Guard>> guards = new HashMap<>();
        among(items).keySet().forEach(item -> guards.put(item, List.of(new Guard(GuardCode.ERASED, item.value()))));
        return guards;
    }
}
