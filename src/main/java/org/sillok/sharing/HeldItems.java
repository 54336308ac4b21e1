package org.sillok.sharing;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sillok.evidence.ErasedItems;
import org.sillok.evidence.Replays;
import org.sillok.hold.HeldBack;
import org.sillok.kernel.ItemId;
import org.sillok.terms.Guard;

/**
 * What holds items back whatever anybody permits, wherever that is known: holds and withdrawals, destroyed keys, and what a
 * restore has forgotten. Joins the transactions of who decides. The same number of queries however many items there are.
 */
@ApplicationScoped
class HeldItems {
    private final HeldBack heldBack;
    private final ErasedItems erased;
    private final Replays replays;

    HeldItems(HeldBack heldBack, ErasedItems erased, Replays replays) {
        this.heldBack = heldBack;
        this.erased = erased;
        this.replays = replays;
    }

    /** What the evaluator has to know of each of these items for a look of the owner's staff; what nothing holds is missing. */
    Map<ItemId, List<Guard>> of(Collection<ItemId> items) {
        return joined(heldBack.of(items), erased.guards(items));
    }

    /** The same for releases, from which more holds items back. */
    Map<ItemId, List<Guard>> fromRelease(Collection<ItemId> items) {
        return joined(of(items), replays.guards(items));
    }

    private static Map<ItemId, List<Guard>> joined(Map<ItemId, List<Guard>> one, Map<ItemId, List<Guard>> other) {
        Map<ItemId, List<Guard>> both = new HashMap<>(one);
        other.forEach((item, guards) -> both.merge(
                item,
                guards,
                (some, more) -> Stream.concat(some.stream(), more.stream()).toList()));
        return both;
    }
}
