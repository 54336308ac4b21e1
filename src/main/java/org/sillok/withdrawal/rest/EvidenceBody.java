package org.sillok.withdrawal.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.ItemId;
import org.sillok.problem.ProblemCode;
import org.sillok.terms.MaterialRef;
import org.sillok.web.Fields;
import org.sillok.withdrawal.core.Why;

/** One version of an item of the same organisation. */
@Schema(name = "WithdrawalEvidence", description = "One version of an item of your organisation")
public record EvidenceBody(
        @Schema(required = true, examples = "itm_mzxw6ytboi4tcnrvgq3tknbqga") @Nullable
        String item,

        @Schema(required = true) @Nullable Integer version) {
    private static final int REASON = 4_000;

    /** The fields {@code reason} and {@code evidence} of a body; both may be missing. */
    static Why why(@Nullable String reason, @Nullable EvidenceBody evidence) {
        return new Why(
                reason == null ? null : Fields.text("reason", reason, REASON),
                evidence == null ? null : evidence.read());
    }

    private MaterialRef read() {
        ItemId id = Fields.parsed(
                "evidence/item",
                Fields.required("evidence/item", item),
                ItemId::new,
                ProblemCode.INVALID_FIELD,
                "Not the id of an item.");
        return Fields.parsed(
                "evidence/version",
                Fields.required("evidence/version", version),
                number -> new MaterialRef(id, number),
                ProblemCode.INVALID_FIELD,
                "Versions count from 1.");
    }

    static @Nullable EvidenceBody of(@Nullable MaterialRef evidence) {
        return evidence == null ? null : new EvidenceBody(evidence.item().value(), evidence.version());
    }
}
