package org.sillok.recall.rest;

import java.util.Base64;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.ItemId;
import org.sillok.problem.ProblemCode;
import org.sillok.recall.NewAnswer;
import org.sillok.recall.core.Answer;
import org.sillok.recall.core.Certificate;
import org.sillok.recall.core.Ground;
import org.sillok.web.Fields;

/** An answer as it is sent. */
@Schema(name = "NewRecallAnswer")
public record RecallAnswerBody(
        @Schema(required = true) @Nullable Answer answer,

        @Schema(description = "required if not all was done that was asked, and not allowed otherwise") @Nullable
        Ground ground,

        @Schema(description = "in your own words; required for the ground OTHER") @Nullable
        String text,

        @Schema(description = "a document of your organisation's that shows what was done") @Nullable
        Document certificate,

        @Schema(required = true, description = "base64 of the DER of an ECDSA P-256 signature over SHA-256 of the text")
        @Nullable
        String signature) {
    private static final int LONGEST_SIGNATURE = 200;
    private static final int LONGEST_TEXT = 4_000;

    /** One version of an item. */
    @Schema(name = "NewRecallCertificate")
    public record Document(@Nullable String item, @Nullable Integer version) {}

    NewAnswer toAnswer() {
        return new NewAnswer(
                Fields.required("answer", answer),
                ground,
                text == null ? null : Fields.text("text", text, LONGEST_TEXT),
                toCertificate(),
                Fields.parsed(
                        "signature",
                        Fields.text("signature", signature, LONGEST_SIGNATURE),
                        base64 -> Bytes.of(Base64.getDecoder().decode(base64)),
                        ProblemCode.INVALID_FIELD,
                        "Not base64."));
    }

    private @Nullable Certificate toCertificate() {
        Document sent = certificate;
        return sent == null
                ? null
                : Fields.parsed(
                        "certificate",
                        sent,
                        document -> new Certificate(
                                new ItemId(Fields.required("certificate/item", document.item())),
                                Fields.required("certificate/version", document.version())),
                        ProblemCode.INVALID_FIELD,
                        "Not a version of an item.");
    }
}
