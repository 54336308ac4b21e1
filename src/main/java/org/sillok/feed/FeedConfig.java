package org.sillok.feed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How long events are kept, and how and where they are delivered. */
@ConfigMapping(prefix = "sillok.feed")
public interface FeedConfig {
    /** How long events can be read; at least a week. The newest event of an organisation stays. */
    @WithDefault("P90D")
    Duration keepEvents();

    /** How long the list of deliveries says what became of one. */
    @WithDefault("P30D")
    Duration keepDeliveries();

    /** Most requests that wait for events at a time, in this process. More are answered at once. */
    @WithDefault("500")
    int waiters();

    /** Most of them of one organisation. */
    @WithDefault("20")
    int waitersOfOne();

    /** Whether this process delivers to webhooks. Of several that do, each event is taken by one. */
    @WithDefault("true")
    boolean deliver();

    /** Most webhooks of one organisation. */
    @WithDefault("20")
    int webhooks();

    /** Most deliveries at a time, in this process. */
    @WithDefault("8")
    int webhookConcurrency();

    /** Most deliveries at a time to the webhooks of one organisation, by all processes. */
    @WithDefault("4")
    int webhookConcurrencyOfOne();

    /** How long a receiver may take to answer, connecting included. */
    @WithDefault("PT10S")
    Duration webhookTimeout();

    /** The waits between one attempt and the next; after the last one nobody tries any more. */
    @WithDefault("PT5S,PT1M,PT10M,PT1H,PT6H,PT24H")
    List<Duration> webhookRetries();

    /** For how long a receiver may take nothing before its webhook is paused. */
    @WithDefault("P3D")
    Duration webhookPatience();

    /** For how long a secret that was replaced signs along. */
    @WithDefault("PT24H")
    Duration webhookRotation();

    /** The ports that webhooks may name; 0 stands for any. */
    @WithDefault("443")
    List<Integer> webhookPorts();

    /** Blocks of addresses that webhooks may lead to although they are not public; public ones are always allowed. */
    Optional<List<String>> webhookInnerAddresses();

    /** Whether addresses may begin with {@code http:}. For tests on one machine; what is sent can be read on the way. */
    @WithDefault("false")
    boolean webhookHttp();
}
