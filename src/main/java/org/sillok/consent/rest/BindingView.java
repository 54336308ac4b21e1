package org.sillok.consent.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.consent.Bound;
import org.sillok.consent.BoundItem;
import org.sillok.terms.Relation;

/** One binding of an item. */
@Schema(name = "Binding")
@JsonInclude(Include.NON_NULL)
public record BindingView(
        @Schema(examples = "bnd_mzxw6ytboi4tcnrvgq3tknbqga") String id,

        @Schema(description = "Absent: every version, also later ones") @Nullable
        Integer version,

        Relation relation,
        @Nullable String consent,

        @Schema(description = "A public source") @Nullable String source,

        String recordedBy,
        @Nullable String confirmedBy,
        Instant recordedAt,

        @Schema(description = "Absent while it counts") @Nullable
        Instant removedAt) {
    static BindingView of(Bound bound) {
        return new BindingView(
                bound.id().value(),
                bound.version(),
                bound.relation(),
                bound.consent() == null ? null : bound.consent().value(),
                bound.source() == null ? null : bound.source().value(),
                bound.recordedBy().value(),
                bound.confirmedBy() == null ? null : bound.confirmedBy().value(),
                bound.recordedAt(),
                bound.removedAt());
    }

    /** All bindings of an item. */
    @Schema(name = "ItemBindings")
    public record All(
            @Schema(description = "Oldest first, those that were removed included")
            List<BindingView> items,

            @Schema(description = "What waits for a second person")
            List<ProposalView> pending) {
        static All of(BoundItem item) {
            return new All(
                    item.bindings().stream().map(BindingView::of).toList(),
                    item.pending().stream().map(ProposalView::of).toList());
        }
    }
}
