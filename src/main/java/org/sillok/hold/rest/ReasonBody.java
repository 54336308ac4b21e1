package org.sillok.hold.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.hold.core.HoldTexts;
import org.sillok.web.Fields;

/** Why a hold is rejected, or is to be lifted. */
@Schema(name = "HoldReason")
public record ReasonBody(
        @Schema(required = true, maxLength = HoldTexts.MAX_REASON_LENGTH) @Nullable
        String reason) {
    String toReason() {
        return Fields.text("reason", reason, HoldTexts.MAX_REASON_LENGTH);
    }
}
