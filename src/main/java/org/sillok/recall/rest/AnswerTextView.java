package org.sillok.recall.rest;

import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sillok.recall.ToAnswer;

/** What there is to sign for an answer. */
@Schema(name = "RecallAnswerText")
public record AnswerTextView(
        String notice,

        @Schema(description = "SHA-256 of the exact bytes of the notice, base64url")
        String sha256,

        @Schema(description = "which answer it will be") int number,

        @Schema(description = "exactly what is to be signed, in ASCII")
        String text) {
    static AnswerTextView of(ToAnswer shown) {
        return new AnswerTextView(
                shown.id().value(),
                shown.notice().base64Url(),
                shown.number(),
                new String(shown.text().toArray(), StandardCharsets.US_ASCII));
    }
}
