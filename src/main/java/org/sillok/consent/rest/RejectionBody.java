package org.sillok.consent.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.web.Fields;

/** Why something that was proposed is set aside. */
@Schema(name = "Rejection")
public record RejectionBody(
        @Schema(required = true, description = "Sealed") @Nullable
        String reason) {
    String read() {
        return Fields.text("reason", reason, EventBody.REASON);
    }
}
