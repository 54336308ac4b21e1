package org.sillok.sharing;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The row of a treatment. Nothing here has been checked. */
public record StoredTreatment(
        String id,
        String owner,
        String item,
        int version,
        List<String> transformations,
        Step proposed,
        @Nullable Step approved,
        @Nullable Step revoked) {
    /** Who did something, and when. */
    public record Step(Instant at, String by) {}

    public StoredTreatment {
        transformations = List.copyOf(transformations);
    }
}
