package org.sillok.succession.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.succession.core.Text;
import org.sillok.web.Fields;

/** Why a succession is called off. */
@Schema(name = "SuccessionReason")
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
