package org.sillok.withdrawal;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.WithdrawalId;
import org.sillok.terms.MaterialRef;
import org.sillok.withdrawal.core.Asked;
import org.sillok.withdrawal.core.Level;
import org.sillok.withdrawal.core.ReasonClass;

/**
 * A withdrawal with what it reached when it was recorded.
 *
 * @param asked of those who have it; null if nothing is
 * @param stands whether it was not lifted
 * @param items in the order of their ids, with all that was made from them
 * @param bundles which versions of them had left in which bundle
 */
public record Recallable(
        WithdrawalId id,
        PartyId owner,
        Level level,
        ReasonClass reasonClass,
        @Nullable Asked asked,
        @Nullable Instant respondBy,
        Instant recordedAt,
        boolean stands,
        List<ItemId> items,
        Map<BundleId, Set<MaterialRef>> bundles) {
    public Recallable {
        items = List.copyOf(items);
        Map<BundleId, Set<MaterialRef>> copy = new HashMap<>();
        bundles.forEach((bundle, versions) -> copy.put(bundle, Set.copyOf(versions)));
        bundles = Map.copyOf(copy);
    }
}
