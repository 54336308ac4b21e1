package org.sillok.erasure.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.erasure.core.Text;
import org.sillok.web.Fields;

/** Why something is rejected, taken back, or opened again. */
@Schema(name = "ErasureReason")
public record ReasonBody(
        @Schema(required = true, maxLength = Text.MAX_LENGTH) @Nullable
        String reason) {
    Text toText() {
        return new Text(Fields.text("reason", reason, Text.MAX_LENGTH));
    }

    @Override
    public String toString() {
        return "ReasonBody";
    }
}
