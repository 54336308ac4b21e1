package org.sillok.sharing;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.UserId;
import org.sillok.sharing.core.TreatmentId;
import org.sillok.sharing.core.TreatmentState;
import org.sillok.terms.MaterialRef;
import org.sillok.terms.Transformation;

/** What was done when a version was made: who said so, and who agreed. */
public record Treatment(
        TreatmentId id,
        MaterialRef version,
        Set<Transformation> transformations,
        TreatmentState state,
        UserId proposedBy,
        Instant proposedAt,
        @Nullable UserId approvedBy,
        @Nullable Instant approvedAt,
        @Nullable UserId revokedBy,
        @Nullable Instant revokedAt) {
    public Treatment {
        transformations = Set.copyOf(transformations);
    }
}
