package org.sillok.recall;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.Ids;
import org.sillok.kernel.PartyId;
import org.sillok.recall.core.Asked;
import org.sillok.recall.core.RecallLevel;
import org.sillok.recall.core.RecallReason;
import org.sillok.terms.MaterialRef;

/**
 * What somebody who withdraws wants called back.
 *
 * @param withdrawal its id, {@code wdr_…}; one is ordered once
 * @param owner the organisation that withdraws, or whose material is withdrawn; it gets the answers
 * @param asked null if nothing is asked of those who have it: then no notice is issued, and who had it is on record for the
 *     report to the source
 * @param replacement the bundle to use instead; exactly if that is what is asked
 * @param issuedAt when it was withdrawn: the notices are of that moment
 * @param respondBy null exactly if nothing is asked
 * @param bundles what is concerned, with all that was derived from it, by the bundle in which it left. A withdrawal of what
 *     nobody has is ordered as well, with none
 */
public record RecallOrder(
        String withdrawal,
        PartyId owner,
        RecallLevel level,
        RecallReason reason,
        @Nullable Asked asked,
        @Nullable BundleId replacement,
        Instant issuedAt,
        @Nullable Instant respondBy,
        Map<BundleId, Set<MaterialRef>> bundles) {
    public static final String WITHDRAWAL_PREFIX = "wdr";

    public RecallOrder {
        Ids.check(WITHDRAWAL_PREFIX, withdrawal);
        bundles = bundles.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, one -> Set.copyOf(one.getValue())));
        if ((asked == null) != (respondBy == null)) {
            throw new IllegalArgumentException("who is asked has a time to answer");
        }
        if ((asked == Asked.REPLACE_WITH) != (replacement != null)) {
            throw new IllegalArgumentException("another bundle is named exactly if it takes the place of one");
        }
    }
}
