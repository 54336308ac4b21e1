package org.sillok.withdrawal.rest;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.web.Fields;
import org.sillok.withdrawal.NewWithdrawal;
import org.sillok.withdrawal.core.Asked;
import org.sillok.withdrawal.core.Level;
import org.sillok.withdrawal.core.ReasonClass;
import org.sillok.withdrawal.core.SaidBy;

/** What somebody takes back, how far, and who said so. */
@Schema(name = "NewWithdrawal")
record WithdrawalBody(
        @Schema(required = true) @Nullable SubjectBody subject,

        @Schema(required = true) @Nullable Level level,

        @Schema(required = true, description = "Who takes it back") @Nullable
        SaidBy by,

        @Schema(required = true, description = "When it was said; may be long ago, never in the future") @Nullable
        Instant saidAt,

        @Schema(required = true, description = "The one word of the reason that recipients are told") @Nullable
        ReasonClass reasonClass,

        @Schema(description = "Why; sealed", maxLength = 4000) @Nullable
        String reason,

        @Schema(description = "What shows it; required for COURT only") @Nullable
        EvidenceBody evidence,

        @Schema(
                description =
                        "What those who have it are asked to do; without it what the level says: nothing, STOP_USE,"
                                + " QUARANTINE, DESTROY")
        @Nullable
        Asked asked,

        @Schema(description = "How long they have for an answer; by default 14 days", examples = "P14D") @Nullable
        String respondWithin) {
    NewWithdrawal read() {
        return new NewWithdrawal(
                SubjectBody.read(subject),
                Fields.required("level", level),
                Fields.required("by", by),
                Fields.required("saidAt", saidAt),
                Fields.required("reasonClass", reasonClass),
                EvidenceBody.why(reason, evidence),
                asked,
                respondWithin == null ? null : Fields.duration("respondWithin", respondWithin));
    }
}
