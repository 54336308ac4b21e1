package org.sillok.succession.rest;

import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sillok.kernel.Bytes;

/** What is to be signed. */
@Schema(name = "SuccessionText")
public record SignedTextView(
        @Schema(description = "exactly these characters, in ASCII, without a line feed at the end")
        String text) {
    static SignedTextView of(Bytes text) {
        return new SignedTextView(new String(text.toArray(), StandardCharsets.US_ASCII));
    }
}
