package org.sillok.withdrawal;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.PartyId;
import org.sillok.terms.Purpose;

/**
 * What a recipient says it has passed on.
 *
 * @param party who received it; null if it is not an organisation on record
 * @param name who received it; null if it is one
 * @param numbers of items in the bundle; empty for all of them
 */
public record NewOnwardTransfer(
        @Nullable PartyId party, @Nullable String name, Set<Purpose> purposes, Instant at, List<Integer> numbers) {
    public NewOnwardTransfer {
        purposes = Set.copyOf(purposes);
        numbers = List.copyOf(numbers);
    }

    /** Names stay out of logs. */
    @Override
    public String toString() {
        return "NewOnwardTransfer";
    }
}
