package org.sillok.fact.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.fact.core.FactDetails;
import org.sillok.web.Fields;

/** Why a fact is taken back. */
@Schema(name = "FactWithdrawal")
public record WithdrawalBody(
        @Schema(required = true, maxLength = FactDetails.MAX_REASONS_LENGTH) @Nullable
        String reason) {
    String toReason() {
        return Fields.text("reason", reason, FactDetails.MAX_REASONS_LENGTH);
    }
}
