package org.sillok.bundle.rest;

import java.util.Base64;
import java.util.HexFormat;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.problem.ProblemCode;
import org.sillok.web.Fields;

/** An acknowledgement as it is sent. */
@Schema(name = "NewBundleAcknowledgement")
public record AcknowledgementBody(
        @Schema(description = "of the whole archive after its decryption, in hexadecimal") @Nullable
        String sha256,

        @Schema(description = "base64 of the DER of an ECDSA P-256 signature over SHA-256 of the text") @Nullable
        String signature) {
    private static final int LONGEST = 200;

    Digest toSha256() {
        return Fields.parsed(
                "sha256",
                Fields.text("sha256", sha256, LONGEST),
                text -> Digest.sha256(HexFormat.of().parseHex(text)),
                ProblemCode.INVALID_FIELD,
                "Not the hexadecimal digits of 32 bytes.");
    }

    Bytes toSignature() {
        return Fields.parsed(
                "signature",
                Fields.text("signature", signature, LONGEST),
                text -> Bytes.of(Base64.getDecoder().decode(text)),
                ProblemCode.INVALID_FIELD,
                "Not base64.");
    }
}
