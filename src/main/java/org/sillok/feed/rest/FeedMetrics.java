package org.sillok.feed.rest;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.sillok.feed.FeedTotals;
import org.sillok.feed.Patience;
import org.sillok.feed.core.DeliveryState;
import org.sillok.feed.core.WebhookState;

/** Deliveries and webhooks by state, of all organisations together, and who waits for events here. */
@ApplicationScoped
public class FeedMetrics implements MeterBinder {
    private final FeedTotals totals;
    private final Patience patience;

    public FeedMetrics(FeedTotals totals, Patience patience) {
        this.totals = totals;
        this.patience = patience;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (DeliveryState state : DeliveryState.values()) {
            gauge(registry, "sillok.feed.deliveries", "Deliveries to webhooks that are on the list", state);
        }
        for (WebhookState state : WebhookState.values()) {
            gauge(registry, "sillok.feed.webhooks", "Webhooks", state);
        }
        Gauge.builder("sillok.feed.waiting", patience, Patience::waiting)
                .description("Requests that wait for events")
                .register(registry);
    }

    private void gauge(MeterRegistry registry, String name, String description, Enum<?> state) {
        Gauge.builder(name, totals, from -> from.in(state))
                .tag("state", state.name().toLowerCase(Locale.ROOT))
                .description(description)
                .register(registry);
    }
}
