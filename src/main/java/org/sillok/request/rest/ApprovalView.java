package org.sillok.request.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Timestamps;
import org.sillok.request.ToApprove;

/** What there is to approve, and who has. */
@Schema(name = "RequestApproval")
@JsonInclude(Include.NON_NULL)
public record ApprovalView(
        String request,
        int revision,
        String holder,
        String basis,

        @Schema(description = "how many lines would be handed over, without items that your staff may not discover")
        int granted,

        @Schema(description = "exactly what is to be signed, in ASCII")
        String text,

        @Schema(
                description =
                        "how many approvals of something else there were before; it is part of the basis, so that none of"
                                + " them is revived")
        int past,

        List<By> approvedBy,

        @Schema(description = "since when two people have approved it; absent if not") @Nullable
        String approvedAt) {
    /** One person. */
    @Schema(name = "RequestApprover")
    public record By(String user, String party) {}

    static ApprovalView of(ToApprove approval) {
        Instant at = approval.approvedAt();
        return new ApprovalView(
                approval.request().value(),
                approval.revision(),
                approval.holder().value(),
                approval.basis().base64Url(),
                approval.granted(),
                new String(approval.text().toArray(), StandardCharsets.US_ASCII),
                approval.past(),
                approval.approvedBy().stream()
                        .map(one -> new By(one.user().value(), one.party().value()))
                        .toList(),
                at == null ? null : Timestamps.format(at));
    }
}
