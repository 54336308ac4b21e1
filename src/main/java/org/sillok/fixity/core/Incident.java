package org.sillok.fixity.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Ids;

/**
 * A copy of a file that was not what its statement records.
 *
 * @param closedAt null as long as it is open
 */
public record Incident(
        String id,
        String item,
        int version,
        int file,
        String object,
        Copy copy,
        Damage damage,
        FoundBy foundBy,
        Instant foundAt,
        @Nullable Instant closedAt) {
    public static final String PREFIX = "fxi";

    public Incident {
        Ids.check(PREFIX, id);
    }

    public IncidentState state() {
        return closedAt == null ? IncidentState.OPEN : IncidentState.REPAIRED;
    }
}
