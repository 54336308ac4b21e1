package org.sillok.succession;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.sillok.erasure.OpenErasures;
import org.sillok.evidence.ErasedItems;
import org.sillok.evidence.JointDepositors;
import org.sillok.evidence.Replays;
import org.sillok.hold.RestrictionHoldings;
import org.sillok.kernel.ItemId;
import org.sillok.succession.core.Withholding;

/**
 * Which items stay, and why, as it is now: asked when they are chosen, when each is packed, and before anything is handed over.
 * Joins a transaction in the system's scope.
 */
@ApplicationScoped
class Withholdings {
    private final RestrictionHoldings restrictions;
    private final OpenErasures erasures;
    private final ErasedItems erased;
    private final Replays replays;
    private final JointDepositors depositors;

    Withholdings(
            RestrictionHoldings restrictions,
            OpenErasures erasures,
            ErasedItems erased,
            Replays replays,
            JointDepositors depositors) {
        this.restrictions = restrictions;
        this.erasures = erasures;
        this.erased = erased;
        this.replays = replays;
        this.depositors = depositors;
    }

    /** Those of these items that stay. As many queries for all as for one. */
    @Transactional(TxType.MANDATORY)
    Map<ItemId, Withholding> among(Collection<ItemId> items) {
        Set<ItemId> asked = restrictions.toBeErased(items);
        Set<ItemId> open = erasures.among(items);
        Set<ItemId> gone = erased.among(items).keySet();
        // Also says so of all of them as long as the history after a restore was not gone through.
        Set<ItemId> closed = replays.guards(items).keySet();
        Set<ItemId> joint = depositors.of(items).keySet();
        Map<ItemId, Withholding> withheld = new HashMap<>();
        for (ItemId item : items) {
            // Of what was erased there is a tombstone only, whoever still asks for it to be erased.
            boolean toBeErased = (asked.contains(item) || open.contains(item)) && !gone.contains(item);
            Withholding.of(toBeErased, closed.contains(item), joint.contains(item))
                    .ifPresent(reason -> withheld.put(item, reason));
        }
        return withheld;
    }
}
