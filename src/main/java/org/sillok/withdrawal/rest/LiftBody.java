package org.sillok.withdrawal.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.web.Fields;
import org.sillok.withdrawal.core.Why;

/** Why a withdrawal should stand no longer. */
@Schema(name = "WithdrawalLift")
record LiftBody(
        @Schema(required = true, description = "Why; sealed", maxLength = 4000) @Nullable
        String reason,

        @Schema(required = true, description = "What shows it") @Nullable
        EvidenceBody evidence) {
    Why read() {
        return EvidenceBody.why(Fields.required("reason", reason), Fields.required("evidence", evidence));
    }
}
