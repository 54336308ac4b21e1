package org.sillok.sharing.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Timestamps;
import org.sillok.kernel.UserId;
import org.sillok.sharing.Treatment;
import org.sillok.sharing.core.TreatmentState;
import org.sillok.terms.Transformation;

/** A treatment as it is shown. */
@Schema(name = "Treatment")
@JsonInclude(Include.NON_NULL)
public record TreatmentView(
        @Schema(examples = "trt_mzxw6ytboi4tcnrvgq3tknbqga") String id,
        String item,
        int version,
        List<Transformation> transformations,
        TreatmentState state,
        String proposedBy,
        String proposedAt,
        @Nullable String approvedBy,
        @Nullable String approvedAt,
        @Nullable String revokedBy,
        @Nullable String revokedAt) {
    static TreatmentView of(Treatment treatment) {
        return new TreatmentView(
                treatment.id().value(),
                treatment.version().item().value(),
                treatment.version().version(),
                treatment.transformations().stream().sorted().toList(),
                treatment.state(),
                treatment.proposedBy().value(),
                Timestamps.format(treatment.proposedAt()),
                user(treatment.approvedBy()),
                time(treatment.approvedAt()),
                user(treatment.revokedBy()),
                time(treatment.revokedAt()));
    }

    private static @Nullable String user(@Nullable UserId user) {
        return user == null ? null : user.value();
    }

    private static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : Timestamps.format(time);
    }
}
