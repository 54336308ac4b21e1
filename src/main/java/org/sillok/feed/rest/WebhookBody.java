package org.sillok.feed.rest;

import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.feed.NewWebhook;
import org.sillok.feed.core.Happening;
import org.sillok.feed.core.WebhookUrl;
import org.sillok.problem.ProblemCode;
import org.sillok.web.Fields;

/** What is sent to register a webhook. */
@Schema(name = "NewWebhook", description = "An address that is told of events")
public record WebhookBody(
        @Schema(
                required = true,
                description = "https, a name or an address, without user and fragment",
                examples = "https://archive.example.org/hooks/sillok")
        @Nullable
        String url,

        @Schema(description = "Which events; all if absent") @Nullable
        List<Happening> types) {
    NewWebhook toNewWebhook() {
        WebhookUrl parsed = Fields.parsed(
                "url",
                Fields.required("url", url),
                WebhookUrl::parse,
                ProblemCode.INVALID_FIELD,
                "An address such as https://host/path: at most 2048 characters, no user, no fragment.");
        return new NewWebhook(
                parsed,
                types == null ? Set.of() : Set.copyOf(Fields.list("types", types, 1, Happening.values().length)));
    }

    /** Not spelt out: addresses of webhooks hold secrets. */
    @Override
    public String toString() {
        return "WebhookBody";
    }
}
