package org.sillok.intake.rest;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.evidence.core.Activity;
import org.sillok.evidence.rest.ItemView;

/** The form of a further version for the OpenAPI document; {@link DepositForm} reads it. */
@Schema(name = "VersionDeposit")
record VersionDepositSchema(
        @Schema(required = true) Description metadata,

        @Schema(required = true, type = SchemaType.ARRAY, implementation = String.class, format = "binary")
        List<String> file) {
    /** What is said about the version. */
    @Schema(name = "VersionDescription")
    record Description(
            @Schema(required = true, description = "all but ORIGINAL")
            Activity activity,

            @Schema(required = true, description = "the versions it was made from")
            List<ItemView.Parent> parents,

            @Schema(description = "BCP 47") @Nullable String language,
            @Nullable String note) {}
}
