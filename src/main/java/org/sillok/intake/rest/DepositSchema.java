package org.sillok.intake.rest;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sillok.evidence.rest.MetadataSchema;

/** The form of a new item for the OpenAPI document; {@link DepositForm} reads it. */
@Schema(name = "Deposit")
record DepositSchema(
        @Schema(required = true) MetadataSchema metadata,

        @Schema(required = true, type = SchemaType.ARRAY, implementation = String.class, format = "binary")
        List<String> file) {}
