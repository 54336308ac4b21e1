package org.sillok.feed.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A new secret, shown once. */
@Schema(name = "WebhookSecret")
public record SecretView(
        String id,
        @Schema(examples = "whsec_C2FVsBQIhrscChlQ…") String secret) {
    /** Not spelt out. */
    @Override
    public String toString() {
        return "WebhookSecret of " + id;
    }
}
