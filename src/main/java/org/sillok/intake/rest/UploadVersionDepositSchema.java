package org.sillok.intake.rest;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A further version whose files were uploaded before, for the OpenAPI document; {@link DepositJson} reads it. */
@Schema(name = "UploadVersionDeposit")
record UploadVersionDepositSchema(
        @Schema(required = true) VersionDepositSchema.Description metadata,

        @Schema(required = true) List<UploadDepositSchema.File> files) {}
