package org.sillok.evidence.rest;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The shape of a correction for the OpenAPI document: the metadata's fields and a reason. */
@Schema(
        name = "MetadataCorrection",
        type = SchemaType.OBJECT,
        allOf = {MetadataSchema.class, CorrectionSchema.Why.class})
public record CorrectionSchema() {
    /** Why it is corrected. */
    @Schema(name = "CorrectionReason")
    public record Why(
            @Schema(required = true, maxLength = 2_000) String reason) {}
}
