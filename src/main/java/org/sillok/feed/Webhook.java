package org.sillok.feed;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.feed.core.PauseReason;
import org.sillok.feed.core.WebhookState;
import org.sillok.feed.core.WebhookUrl;
import org.sillok.kernel.WebhookId;

/**
 * A webhook as its organisation sees it, without the secret.
 *
 * @param url null while the organisation's key cannot be used
 * @param types empty for all
 * @param pauseReason null while it is active
 * @param failingSince null unless the last attempt failed
 */
public record Webhook(
        WebhookId id,
        @Nullable WebhookUrl url,
        List<String> types,
        WebhookState state,
        @Nullable PauseReason pauseReason,
        @Nullable Instant failingSince,
        Instant createdAt) {
    public Webhook {
        types = List.copyOf(types);
    }
}
