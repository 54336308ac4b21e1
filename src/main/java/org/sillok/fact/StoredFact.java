package org.sillok.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sillok.fact.core.FactDetails;

/**
 * The rows of a fact. Nothing here has been checked.
 *
 * @param readable whether all that is sealed opens, as far as the key is there
 * @param details null if they cannot be read
 * @param withdrawalReason null if it cannot be read, or nobody withdrew
 */
public record StoredFact(
        String id,
        String subject,
        String type,
        boolean value,
        Instant from,
        Instant until,
        boolean readable,
        @Nullable FactDetails details,
        Step recorded,
        @Nullable Step confirmed,
        @Nullable Step withdrawn,
        @Nullable String withdrawalReason,
        @Nullable Step withdrawalConfirmed) {
    /** Who did something, and when. */
    public record Step(Instant at, String by) {}

    /** Shows nothing of what is sealed. */
    @Override
    public String toString() {
        return "StoredFact[" + id + "]";
    }
}
