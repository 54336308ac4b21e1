package org.sillok.consent.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.consent.core.EvidenceRef;
import org.sillok.kernel.ItemId;
import org.sillok.problem.ProblemCode;
import org.sillok.web.Fields;

/** One version of an item of the same organisation. */
@Schema(name = "EvidenceReference", description = "One version of an item of your organisation")
public record EvidenceBody(
        @Schema(required = true, examples = "itm_mzxw6ytboi4tcnrvgq3tknbqga") @Nullable
        String item,

        @Schema(required = true) @Nullable Integer version) {
    static @Nullable EvidenceRef read(String path, @Nullable EvidenceBody body) {
        if (body == null) {
            return null;
        }
        ItemId item = Fields.parsed(
                path + "/item",
                Fields.required(path + "/item", body.item()),
                ItemId::new,
                ProblemCode.INVALID_FIELD,
                "Not the id of an item.");
        return Fields.parsed(
                path + "/version",
                Fields.required(path + "/version", body.version()),
                version -> new EvidenceRef(item, version),
                ProblemCode.INVALID_FIELD,
                "Versions count from 1.");
    }

    static @Nullable EvidenceBody of(@Nullable EvidenceRef evidence) {
        return evidence == null ? null : new EvidenceBody(evidence.item().value(), evidence.version());
    }
}
