package org.sillok.evidence.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.PartyId;
import org.sillok.problem.ProblemCode;
import org.sillok.web.Fields;

/** What is sent to name one more depositor. */
@Schema(name = "NewDepositor")
public record DepositorBody(
        @Schema(required = true, examples = "pty_mzxw6ytboi4tcnrvgq3tknbqga") @Nullable
        String party) {
    PartyId toParty() {
        return Fields.parsed(
                "party",
                Fields.required("party", party),
                PartyId::new,
                ProblemCode.INVALID_FIELD,
                "Not the identifier of an organisation.");
    }
}
