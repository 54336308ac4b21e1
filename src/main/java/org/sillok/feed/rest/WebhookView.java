package org.sillok.feed.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.feed.Webhook;
import org.sillok.feed.core.PauseReason;
import org.sillok.feed.core.WebhookSecret;
import org.sillok.feed.core.WebhookState;
import org.sillok.feed.core.WebhookUrl;

/** A webhook as it is shown to its organisation. */
@Schema(name = "Webhook")
@JsonInclude(Include.NON_NULL)
public record WebhookView(
        @Schema(examples = "whk_mzxw6ytboi4tcnrvgq3tknbqga") String id,

        @Schema(description = "absent while the organisation's key cannot be used") @Nullable
        String url,

        @Schema(description = "absent for all") @Nullable List<String> types,
        WebhookState state,
        @Nullable PauseReason pauseReason,

        @Schema(description = "The first attempt that failed after the last that did not") @Nullable
        Instant failingSince,

        Instant createdAt,

        @Schema(description = "Only in the answer that made it, and nowhere else", examples = "whsec_C2FVsBQIhrscChlQ…")
        @Nullable
        String secret) {
    static WebhookView of(Webhook webhook) {
        return of(webhook, null);
    }

    static WebhookView of(Webhook webhook, @Nullable WebhookSecret secret) {
        WebhookUrl url = webhook.url();
        return new WebhookView(
                webhook.id().value(),
                url == null ? null : url.text(),
                webhook.types().isEmpty() ? null : webhook.types(),
                webhook.state(),
                webhook.pauseReason(),
                webhook.failingSince(),
                webhook.createdAt(),
                secret == null ? null : secret.text());
    }

    /** Not spelt out: it has secrets. */
    @Override
    public String toString() {
        return "Webhook " + id;
    }
}
