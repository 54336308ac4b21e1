package org.sillok.withdrawal;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.PartyId;
import org.sillok.terms.Purpose;
import org.sillok.withdrawal.core.OnwardId;

/**
 * A report that something was passed on, as somebody sees it.
 *
 * @param by who passed it on
 * @param party who received it; null if it is not an organisation on record
 * @param name null if it is one
 * @param numbers of items in the bundle; empty for all of them, and for those who do not know the numbers
 */
public record OnwardTransfer(
        OnwardId id,
        BundleId bundle,
        PartyId by,
        @Nullable PartyId party,
        @Nullable String name,
        Set<Purpose> purposes,
        Instant at,
        List<Integer> numbers,
        Instant recordedAt) {
    public OnwardTransfer {
        purposes = Set.copyOf(purposes);
        numbers = List.copyOf(numbers);
    }

    /** Names stay out of logs. */
    @Override
    public String toString() {
        return id.value();
    }
}
