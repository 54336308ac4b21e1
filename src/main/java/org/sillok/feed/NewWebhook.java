package org.sillok.feed;

import java.util.Set;
import org.sillok.feed.core.Happening;
import org.sillok.feed.core.WebhookUrl;

/**
 * A webhook that is to be registered.
 *
 * @param types empty for all
 */
public record NewWebhook(WebhookUrl url, Set<Happening> types) {
    public NewWebhook {
        types = Set.copyOf(types);
    }
}
