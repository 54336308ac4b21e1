package org.sillok.succession.rest;

import java.util.Base64;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Bytes;
import org.sillok.problem.ProblemCode;
import org.sillok.web.Fields;

/** A signature by a key of an organisation. */
@Schema(name = "SuccessionSignature")
public record SignatureBody(
        @Schema(required = true, description = "base64 of the DER of an ECDSA P-256 signature over SHA-256 of the text")
        @Nullable
        String signature) {
    private static final int LONGEST = 200;

    Bytes toSignature() {
        return Fields.parsed(
                "signature",
                Fields.text("signature", signature, LONGEST),
                base64 -> Bytes.of(Base64.getDecoder().decode(base64)),
                ProblemCode.INVALID_FIELD,
                "Not base64.");
    }

    @Override
    public String toString() {
        return "SignatureBody";
    }
}
