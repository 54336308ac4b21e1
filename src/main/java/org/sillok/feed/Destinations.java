package org.sillok.feed;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.sillok.feed.core.WebhookUrl;
import org.sillok.net.AddressBlock;
import org.sillok.net.PublicAddresses;

/**
 * Where webhooks may lead: to public addresses, and to those of inner blocks that the operator has named. What a name means
 * is asked here for each attempt, and the connection goes to an address that was checked, not to the name.
 */
@ApplicationScoped
class Destinations {
    private static final int ANY_PORT = 0;
    private static final int LOOKUPS = 32;

    private final List<AddressBlock> inner;
    private final Set<Integer> ports;
    private final boolean http;
    // Of its own: a name whose server never answers occupies a thread for long, whatever is given up here.
    private final Executor lookups =
            new ThreadPoolExecutor(0, LOOKUPS, 1, TimeUnit.MINUTES, new SynchronousQueue<>(), Destinations::thread);

    @Inject
    Destinations(FeedConfig config, FeedSettings settings) {
        this(FeedSettings.blocks(config), settings.ports(), config.webhookHttp());
    }

    Destinations(List<AddressBlock> inner, Set<Integer> ports, boolean http) {
        this.inner = List.copyOf(inner);
        this.ports = Set.copyOf(ports);
        this.http = http;
    }

    /** Why nothing is ever sent to this address, as one sentence; names are not resolved. */
    Optional<String> objection(WebhookUrl url) {
        if (!url.secure() && !http) {
            return Optional.of("The address must begin with https.");
        }
        if (!ports.contains(url.port()) && !ports.contains(ANY_PORT)) {
            return Optional.of("The operator has not allowed this port.");
        }
        return url.isLiteral() && literal(url).filter(this::isAllowed).isEmpty()
                ? Optional.of("The address is not a public one.")
                : Optional.empty();
    }

    /** An address to connect to; empty if the name is unknown or any of its addresses is not allowed. */
    Optional<InetAddress> resolve(WebhookUrl url, Duration wait) throws InterruptedException {
        if (objection(url).isPresent()) {
            return Optional.empty();
        }
        if (url.isLiteral()) {
            return literal(url);
        }
        CompletableFuture<List<InetAddress>> resolved;
        try {
            resolved = CompletableFuture.supplyAsync(() -> ask(url.host()), lookups);
        } catch (RejectedExecutionException tooMany) {
            return Optional.empty();
        }
        try {
            List<InetAddress> all = resolved.get(wait.toNanos(), TimeUnit.NANOSECONDS);
            return all.stream().allMatch(this::isAllowed) ? all.stream().findFirst() : Optional.empty();
        } catch (TimeoutException | ExecutionException e) {
            return Optional.empty();
        } finally {
            resolved.cancel(true);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "sillok-webhook-names");
        thread.setDaemon(true);
        return thread;
    }

    private boolean isAllowed(InetAddress address) {
        return PublicAddresses.isPublic(address) || inner.stream().anyMatch(block -> block.contains(address));
    }

    private static Optional<InetAddress> literal(WebhookUrl url) {
        return ask(url.bareHost()).stream().findFirst();
    }

    private static List<InetAddress> ask(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            return List.of();
        }
    }
}
