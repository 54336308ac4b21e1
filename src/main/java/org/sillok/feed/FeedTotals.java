package org.sillok.feed;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.sillok.feed.core.DeliveryState;
import org.sillok.feed.core.WebhookState;
import org.sillok.feed.db.DeliveryRows;
import org.sillok.feed.db.WebhookRows;
import org.sillok.identity.Scope;

/** How many deliveries and webhooks of all organisations together are in which state, for the operator. */
@ApplicationScoped
public class FeedTotals {
    /** Several values are asked for at a time, and need one look. */
    private static final Duration FRESH = Duration.ofSeconds(15);

    private final DeliveryRows deliveries;
    private final WebhookRows webhooks;
    private final Scope scope;
    private final Clock clock;
    private Map<Enum<?>, Long> seen = Map.of();
    private Instant seenAt = Instant.MIN;

    FeedTotals(DeliveryRows deliveries, WebhookRows webhooks, Scope scope, Clock clock) {
        this.deliveries = deliveries;
        this.webhooks = webhooks;
        this.scope = scope;
        this.clock = clock;
    }

    /** How many are in a {@link DeliveryState} or a {@link WebhookState}. */
    @Transactional
    public synchronized long in(Enum<?> state) {
        Instant now = clock.instant();
        if (seen.isEmpty() || seenAt.plus(FRESH).isBefore(now)) {
            scope.enterSystem();
            Map<Enum<?>, Long> counts = new HashMap<>();
            for (DeliveryState each : DeliveryState.values()) {
                counts.put(each, deliveries.count(each.name()));
            }
            for (WebhookState each : WebhookState.values()) {
                counts.put(each, webhooks.count(each.name()));
            }
            seen = counts;
            seenAt = now;
        }
        return seen.getOrDefault(state, 0L);
    }
}
