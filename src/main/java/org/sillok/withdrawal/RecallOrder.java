package org.sillok.withdrawal;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.WithdrawalId;
import org.sillok.terms.MaterialRef;
import org.sillok.withdrawal.core.Asked;
import org.sillok.withdrawal.core.Level;
import org.sillok.withdrawal.core.ReasonClass;

/**
 * What is to be called back. Who said so, and which consent or source it is about, is nobody's business outside.
 *
 * @param owner whose material it is
 * @param asked of those who have it; null if nothing is
 * @param respondBy null exactly if nothing is asked
 * @param bundles which versions of the material left in which bundle; none if nobody has it
 */
public record RecallOrder(
        WithdrawalId withdrawal,
        PartyId owner,
        Level level,
        ReasonClass reasonClass,
        @Nullable Asked asked,
        Instant issuedAt,
        @Nullable Instant respondBy,
        Map<BundleId, Set<MaterialRef>> bundles) {
    public RecallOrder {
        Map<BundleId, Set<MaterialRef>> copy = new HashMap<>();
        bundles.forEach((bundle, versions) -> copy.put(bundle, Set.copyOf(versions)));
        bundles = Map.copyOf(copy);
        if ((asked == null) != (respondBy == null)) {
            throw new IllegalArgumentException("who is asked has a time to answer");
        }
    }
}
