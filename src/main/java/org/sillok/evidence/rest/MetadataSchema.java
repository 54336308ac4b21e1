package org.sillok.evidence.rest;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.evidence.core.CollectionMethod;
import org.sillok.evidence.core.ItemKind;

/** The shape of an item's metadata for the OpenAPI document; {@code MetadataJson} reads and writes it. */
@Schema(name = "ItemMetadata", description = "What is said about an item. All of it is the depositor's statement.")
public record MetadataSchema(
        @Schema(
                required = true,
                description = "The title by language (BCP 47)",
                examples = "{\"ko\": \"진술서\", \"en\": \"Statement\"}")
        Map<String, String> title,

        @Schema(required = true) ItemKind kind,

        @Schema(description = "Languages of the content (BCP 47)", examples = "[\"ko\"]")
        List<String> languages,

        @Schema(description = "The source who spoke or provided it, src_…") @Nullable
        String source,

        @Nullable Created created,

        @Schema(description = "Who collected it. A name: sealed at rest and on no log.") @Nullable
        String collector,

        @Nullable CollectionMethod collectionMethod,

        @Schema(description = "EDTF, for example 2023-11~") @Nullable
        String collectedOn,

        @Nullable List<Held> custodyBefore,
        @Nullable Map<String, String> description) {
    /** When and where the content came about. */
    @Schema(name = "Creation")
    public record Created(
            @Schema(description = "the date as written", examples = "in or around November 2023") @Nullable
            String asWritten,

            @Schema(description = "the same date, normalised as EDTF (ISO 8601-2)", examples = "2023-11~") @Nullable
            String edtf,

            @Nullable String place) {}

    /** A holder before the deposit. */
    @Schema(name = "PriorCustody")
    public record Held(
            @Schema(required = true) String holder,
            @Schema(description = "EDTF") @Nullable String from,
            @Schema(description = "EDTF") @Nullable String to,
            @Nullable String note) {}
}
