package org.sillok.identities.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.identities.core.Grounds;
import org.sillok.web.Fields;

/** Why an identity is to be opened. */
@Schema(name = "NewIdentityOpening")
public record OpeningBody(
        @Schema(required = true, description = "What makes it necessary", maxLength = Grounds.MAX_LENGTH) @Nullable
        String reason,

        @Schema(
                required = true,
                description = "On what right: a law, an order, the person's own wish",
                maxLength = Grounds.MAX_LENGTH)
        @Nullable
        String basis) {
    Grounds toGrounds() {
        return new Grounds(
                Fields.text("reason", reason, Grounds.MAX_LENGTH), Fields.text("basis", basis, Grounds.MAX_LENGTH));
    }

    @Override
    public String toString() {
        return "OpeningBody";
    }
}
