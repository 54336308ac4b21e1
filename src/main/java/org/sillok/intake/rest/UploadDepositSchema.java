package org.sillok.intake.rest;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.evidence.rest.MetadataSchema;

/** A new item whose files were uploaded before, for the OpenAPI document; {@link DepositJson} reads it. */
@Schema(name = "UploadDeposit")
record UploadDepositSchema(
        @Schema(required = true) MetadataSchema metadata,

        @Schema(required = true) List<File> files) {
    /** One file. */
    @Schema(name = "UploadedFile")
    record File(
            @Schema(required = true, examples = "upl_mzxw6ytboi4tcnrvgq3tknbqga")
            String upload,

            @Schema(description = "Otherwise as the upload's metadata says") @Nullable
            String fileName,

            @Schema(description = "Otherwise as the upload's metadata says") @Nullable
            String mediaType,

            @Schema(description = "That the upload must have, in hexadecimal") @Nullable
            String sha256) {}
}
