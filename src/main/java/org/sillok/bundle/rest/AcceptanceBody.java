package org.sillok.bundle.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Base64Url;
import org.sillok.kernel.Digest;
import org.sillok.problem.ProblemCode;
import org.sillok.web.Fields;

/** The acceptance of what was undertaken, as it is sent. */
@Schema(name = "NewBundleAcceptance")
public record AcceptanceBody(
        @Schema(description = "the digest that stands with the texts that you have read") @Nullable
        String undertakings) {
    private static final int LONGEST = 100;

    Digest toDigest() {
        return Fields.parsed(
                "undertakings",
                Fields.text("undertakings", undertakings, LONGEST),
                text -> Digest.sha256(Base64Url.decode(text)),
                ProblemCode.INVALID_FIELD,
                "Not the base64url of 32 bytes.");
    }
}
