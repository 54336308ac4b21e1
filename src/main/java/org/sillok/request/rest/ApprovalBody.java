package org.sillok.request.rest;

import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Base64Url;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.problem.ProblemCode;
import org.sillok.request.core.RefusalReason;
import org.sillok.terms.MaterialRef;
import org.sillok.web.Fields;

/** One person's approval as it is sent. */
@Schema(name = "NewRequestApproval")
public record ApprovalBody(
        @Schema(description = "for a custodian: whose material") @Nullable
        String holder,

        @Nullable Integer revision,
        @Nullable String basis,

        @Schema(description = "base64 of the DER of an ECDSA P-256 signature over SHA-256 of the text") @Nullable
        String signature) {
    private static final int LONGEST = 200;

    @Nullable
    PartyId toHolder() {
        return holder == null
                ? null
                : Fields.parsed("holder", holder, PartyId::new, ProblemCode.INVALID_FIELD, "Not the id of a party.");
    }

    int toRevision() {
        return Fields.required("revision", revision);
    }

    Digest toBasis() {
        return Fields.parsed(
                "basis",
                Fields.text("basis", basis, LONGEST),
                text -> Digest.sha256(Base64Url.decode(text)),
                ProblemCode.INVALID_FIELD,
                "Not the base64url of 32 bytes.");
    }

    Bytes toSignature() {
        return Fields.parsed(
                "signature",
                Fields.text("signature", signature, LONGEST),
                text -> Bytes.of(Base64.getDecoder().decode(text)),
                ProblemCode.INVALID_FIELD,
                "Not base64.");
    }

    /** A refusal as it is sent. */
    @Schema(name = "NewRequestRefusal")
    public record Refusal(
            @Nullable Integer revision,

            @Schema(description = "which lines; absent for all of your organisation") @Nullable
            List<RequestedVersion> lines,

            @Nullable RefusalReason reason) {
        private static final int MOST = 1_000;

        int toRevision() {
            return Fields.required("revision", revision);
        }

        RefusalReason toReason() {
            return Fields.required("reason", reason);
        }

        List<MaterialRef> toLines() {
            if (lines == null) {
                return List.of();
            }
            return Fields.list("lines", lines, 1, MOST).stream()
                    .map(RequestedVersion::toVersion)
                    .toList();
        }
    }

    /** A version of an item as it is sent. */
    public record RequestedVersion(
            @Nullable String item, @Nullable Integer version) {
        MaterialRef toVersion() {
            ItemId id = Fields.parsed(
                    "item",
                    Fields.required("item", item),
                    ItemId::new,
                    ProblemCode.INVALID_FIELD,
                    "Not the id of an item.");
            return Fields.parsed(
                    "version",
                    Fields.required("version", version),
                    number -> new MaterialRef(id, number),
                    ProblemCode.INVALID_FIELD,
                    "A whole number from 1.");
        }
    }
}
