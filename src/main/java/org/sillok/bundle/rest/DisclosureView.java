package org.sillok.bundle.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.bundle.NoLonger;
import org.sillok.terms.MaterialRef;
import org.sillok.terms.Outcome;

/** Something that was handed over, as it would be decided now. */
@Schema(name = "Disclosure")
@JsonInclude(Include.NON_NULL)
public record DisclosureView(
        @Schema(examples = "bdl_mzxw6ytboi4tcnrvgq3tknbqga") String bundle,

        @Schema(description = "absent where you may not know of the item") @Nullable
        String item,

        @Nullable Integer version,

        @Schema(description = "whose material it is") String owner,
        @Schema(description = "who received it") String recipient,
        @Schema(description = "what would be decided now") Outcome outcome,
        @Schema(description = "since when that was found") Instant since) {
    static DisclosureView of(NoLonger found) {
        MaterialRef version = found.version();
        return new DisclosureView(
                found.bundle().value(),
                version == null ? null : version.item().value(),
                version == null ? null : version.version(),
                found.owner().value(),
                found.recipient().value(),
                found.outcome(),
                found.since());
    }
}
