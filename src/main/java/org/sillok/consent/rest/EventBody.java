package org.sillok.consent.rest;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.consent.NewEvent;
import org.sillok.consent.core.ExpressedBy;
import org.sillok.consent.core.Remark;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.problem.Refusal;
import org.sillok.terms.ConsentState;
import org.sillok.web.Fields;

/** What was said about a consent, and when. */
@Schema(name = "NewConsentEvent", description = "What was said, by whom and when")
public record EventBody(
        @Schema(required = true) @Nullable ConsentState state,

        @Schema(
                description = "Who said it. With a version it is who expressed that; required for REFUSED, WITHDRAWN,"
                        + " REVOKED_BY_OTHER and REAFFIRMED")
        @Nullable
        ExpressedBy by,

        @Schema(required = true, description = "When it was said; may be long ago, never in the future") @Nullable
        Instant saidAt,

        @Schema(description = "Why; sealed") @Nullable String reason,

        @Schema(description = "What shows it") @Nullable EvidenceBody evidence) {
    static final int REASON = 4_000;

    /**
     * The event.
     *
     * @param path where in the body it is, ending with a slash; empty for the body itself
     * @param expressedBy who expressed the version that comes with it; null without one
     */
    NewEvent read(String path, @Nullable ExpressedBy expressedBy) {
        ConsentState what = Fields.required(path + "state", state);
        if (expressedBy != null && by != null && by != expressedBy) {
            throw new ProblemException(Refusal.at(
                    ProblemCode.INVALID_FIELD, "/" + path + "by", "It differs from who expressed the version."));
        }
        ExpressedBy speaker = expressedBy == null ? by : expressedBy;
        if (speaker == null
                && (what == ConsentState.REFUSED
                        || what == ConsentState.WITHDRAWN
                        || what == ConsentState.REVOKED_BY_OTHER)) {
            Fields.required(path + "by", speaker);
        }
        return new NewEvent(
                what,
                speaker,
                Fields.required(path + "saidAt", saidAt),
                new Remark(
                        reason == null ? null : Fields.text(path + "reason", reason, REASON),
                        EvidenceBody.read(path + "evidence", evidence)));
    }
}
