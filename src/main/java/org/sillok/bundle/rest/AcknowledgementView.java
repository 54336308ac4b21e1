package org.sillok.bundle.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.bundle.Acknowledged;
import org.sillok.kernel.Timestamps;

/** What there is to acknowledge, and what was. */
@Schema(name = "BundleAcknowledgement")
@JsonInclude(Include.NON_NULL)
public record AcknowledgementView(
        String bundle,

        @Schema(description = "exactly what is to be signed, in ASCII")
        String text,

        @Schema(description = "of the archive, in hexadecimal")
        String sha256,

        @Schema(description = "with which of the recipient's keys; absent as long as nobody has") @Nullable
        String key,

        @Schema(description = "base64 of that key's SubjectPublicKeyInfo") @Nullable
        String publicKey,

        @Schema(description = "base64 of the DER, with the lower s") @Nullable
        String signature,

        @Nullable String acknowledgedAt) {
    static AcknowledgementView of(Acknowledged shown) {
        Acknowledged.By by = shown.by();
        return new AcknowledgementView(
                shown.bundle().value(),
                new String(shown.text().toArray(), StandardCharsets.US_ASCII),
                shown.sha256().hex(),
                by == null ? null : by.key().value(),
                by == null ? null : base64(by.publicKey().toArray()),
                by == null ? null : base64(by.signature().toArray()),
                by == null ? null : Timestamps.format(by.at()));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
