package org.sillok.web;

import java.util.Base64;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sillok.custody.StreamReader.KeyedHead;

/** A stream's head with its signature, as receipts carry it, and the key. All base64 with padding. */
@Schema(name = "SignedHead")
public record SignedHeadView(
        @Schema(description = "the head's exact bytes, sillok/head/1")
        String bytes,

        @Schema(description = "ECDSA P-256 with SHA-256, DER")
        String signature,

        @Schema(description = "SubjectPublicKeyInfo of the statement key, DER")
        String key) {
    public static SignedHeadView of(KeyedHead head) {
        return new SignedHeadView(
                base64(head.signed().head().bytes().toArray()),
                base64(head.signed().signature().toArray()),
                base64(head.key().spki()));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
