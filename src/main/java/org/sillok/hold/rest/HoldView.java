package org.sillok.hold.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.hold.SeenHold;
import org.sillok.hold.core.HoldAct;
import org.sillok.hold.core.HoldKind;
import org.sillok.hold.core.HoldState;
import org.sillok.hold.core.HoldTexts;
import org.sillok.kernel.UserId;
import org.sillok.terms.MaterialRef;
import org.sillok.web.ETags;

/** A hold as it is shown. */
@Schema(name = "Hold")
@JsonInclude(Include.NON_NULL)
public record HoldView(
        @Schema(examples = "hld_mzxw6ytboi4tcnrvgq3tknbqga") String id,
        HoldKind kind,
        HoldState state,

        @Schema(description = "how many items; to the owner of some, how many of its own")
        int items,

        @Schema(description = "since when it holds; absent if it never did") @Nullable
        Instant since,

        @Schema(description = "when it ends by itself") @Nullable
        Instant until,

        @Schema(description = "when it was lifted, had lapsed or was rejected") @Nullable
        Instant endedAt,

        @Schema(description = "custodians and auditors") @Nullable
        Instant proposedAt,

        @Schema(description = "custodians") HoldBody.@Nullable Mandate mandate,
        @Schema(description = "custodians") @Nullable String reason,
        @Schema(description = "custodians") @Nullable String authority,

        @Schema(description = "what was done, in its order; custodians and auditors") @Nullable
        List<Step> steps) {

    /** One thing that was done. */
    @Schema(name = "HoldStep")
    @JsonInclude(Include.NON_NULL)
    public record Step(
            HoldAct act,
            Instant at,

            @Schema(description = "absent for what nobody did: its time was over") @Nullable
            String by,

            @Schema(description = "custodians") @Nullable String reason) {
        static Step of(SeenHold.Step step) {
            UserId by = step.by();
            return new Step(step.act(), step.at(), by == null ? null : by.value(), step.why());
        }
    }

    static HoldView of(SeenHold hold) {
        SeenHold.Details details = hold.details();
        MaterialRef mandate = details == null ? null : details.mandate();
        HoldTexts texts = details == null ? null : details.texts();
        return new HoldView(
                hold.id().value(),
                hold.kind(),
                hold.state(),
                hold.items(),
                hold.since(),
                hold.until(),
                hold.endedAt(),
                details == null ? null : hold.proposedAt(),
                mandate == null ? null : new HoldBody.Mandate(mandate.item().value(), mandate.version()),
                texts == null ? null : texts.reason(),
                texts == null ? null : texts.authority(),
                details == null ? null : details.steps().stream().map(Step::of).toList());
    }

    String etag() {
        return ETags.of(id, state.name(), steps == null ? "" : String.valueOf(steps.size()));
    }
}
