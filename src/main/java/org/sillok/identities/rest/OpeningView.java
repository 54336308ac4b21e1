package org.sillok.identities.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.identities.KnownOpening;
import org.sillok.identities.core.Approval;
import org.sillok.identities.core.Opening;
import org.sillok.identities.core.OpeningState;
import org.sillok.identities.core.Tokens;
import org.sillok.web.ETags;

/** An opening as it is shown to custodians and to the source's organisation. */
@Schema(name = "IdentityOpening")
@JsonInclude(Include.NON_NULL)
public record OpeningView(
        @Schema(examples = "opn_mzxw6ytboi4tcnrvgq3tknbqga") String id,
        String source,
        OpeningState state,

        @Schema(description = "How many custodians stand behind it")
        Approval approval,

        @Schema(
                description =
                        "ISSUED_HERE: whoever runs this installation can act as any custodian, so that two may be one"
                                + " person")
        Tokens tokens,

        String reason,
        String basis,
        Instant requestedAt,
        String requestedBy,
        @Nullable Instant approvedAt,
        @Nullable String approvedBy,

        @Schema(description = "When it ends, while it is PENDING or APPROVED") @Nullable
        Instant expiresAt,

        @Nullable Instant openedAt,
        @Nullable String openedBy) {
    static OpeningView of(KnownOpening known) {
        Opening opening = known.opening();
        Opening.@Nullable Step approved = opening.approved();
        Opening.@Nullable Use used = opening.used();
        boolean isOpen = known.state() == OpeningState.PENDING || known.state() == OpeningState.APPROVED;
        return new OpeningView(
                opening.id().value(),
                opening.source().value(),
                known.state(),
                opening.approval(),
                opening.tokens(),
                opening.grounds().reason(),
                opening.grounds().basis(),
                opening.requested().at(),
                opening.requested().by().value(),
                approved == null ? null : approved.at(),
                approved == null ? null : approved.by().value(),
                isOpen ? known.until() : null,
                used == null ? null : used.step().at(),
                used == null ? null : used.step().by().value());
    }

    String etag() {
        return ETags.of(id, state.name());
    }

    @Override
    public String toString() {
        return "OpeningView[" + id + "]";
    }
}
