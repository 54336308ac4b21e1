package org.sillok.feed;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.sillok.feed.core.RetryPlan;
import org.sillok.net.AddressBlock;

/** The settings in the form in which they are used, looked at once, at the start. */
@ApplicationScoped
class FeedSettings {
    private static final Duration SHORTEST_KEEPING = Duration.ofDays(7);
    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(1);
    private static final int LAST_PORT = 65_535;

    private final FeedConfig config;

    FeedSettings(FeedConfig config) {
        this.config = config;
    }

    void onStart(@Observes StartupEvent start) {
        check(config);
    }

    /** Throws {@link FeedSettingException} for the first that cannot be used. */
    static void check(FeedConfig config) {
        require(
                config.keepEvents().compareTo(SHORTEST_KEEPING) >= 0,
                "keep-events",
                "at least P7D: the database lets none go before");
        require(isPositive(config.keepDeliveries()), "keep-deliveries", "more than nothing");
        require(config.waiters() >= 0, "waiters", "0 or more");
        require(config.waitersOfOne() >= 0, "waiters-of-one", "0 or more");
        require(config.webhooks() >= 0, "webhooks", "0 or more");
        require(config.webhookConcurrency() >= 1, "webhook-concurrency", "at least 1");
        require(config.webhookConcurrencyOfOne() >= 1, "webhook-concurrency-of-one", "at least 1");
        require(
                isPositive(config.webhookTimeout()) && config.webhookTimeout().compareTo(LONGEST_ANSWER) <= 0,
                "webhook-timeout",
                "more than nothing and at most " + LONGEST_ANSWER);
        require(
                !config.webhookRetries().isEmpty()
                        && config.webhookRetries().stream().allMatch(FeedSettings::isPositive),
                "webhook-retries",
                "a list of durations such as PT5S,PT1M,PT1H");
        require(isPositive(config.webhookPatience()), "webhook-patience", "more than nothing");
        require(!config.webhookRotation().isNegative(), "webhook-rotation", "nothing or more");
        require(
                config.webhookPorts().stream().allMatch(port -> port >= 0 && port <= LAST_PORT),
                "webhook-ports",
                "a list of ports; 0 stands for any");
        blocks(config);
    }

    /** The inner addresses that are allowed. */
    static List<AddressBlock> blocks(FeedConfig config) {
        try {
            return config.webhookInnerAddresses().orElse(List.of()).stream()
                    .map(AddressBlock::parse)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new FeedSettingException("webhook-inner-addresses", "a list of blocks such as 10.0.0.0/8,fd00::/8");
        }
    }

    Set<Integer> ports() {
        return Set.copyOf(config.webhookPorts());
    }

    RetryPlan plan() {
        return new RetryPlan(config.webhookRetries(), config.webhookPatience());
    }

    private static boolean isPositive(Duration length) {
        return !length.isZero() && !length.isNegative();
    }

    private static void require(boolean holds, String setting, String allowed) {
        if (!holds) {
            throw new FeedSettingException(setting, allowed);
        }
    }
}
