package org.sillok.agreement.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.web.Fields;

/** Why something is done. */
@Schema(name = "AgreementReason")
public record ReasonBody(
        @Schema(required = true, description = "1 to 2,000 characters; the custody statement repeats it, sealed")
        @Nullable
        String reason) {
    static final int MAX = 2_000;

    String required() {
        return Fields.text("reason", reason, MAX);
    }
}
