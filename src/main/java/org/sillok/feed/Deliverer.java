package org.sillok.feed;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.sillok.feed.core.Answer;

/**
 * Delivers events to webhooks: at least once each, in no promised order. An attempt that the process did not survive is made
 * again, by any replica, when its lease has ended; the receiver knows it again by its id.
 */
@ApplicationScoped
class Deliverer {
    private static final Logger LOG = Logger.getLogger(Deliverer.class);
    private static final int ROUNDS = 100;

    private final DeliveryLedger ledger;
    private final Receivers receivers;
    private final FeedConfig config;
    private final ExecutorService threads;
    private final AtomicInteger busy = new AtomicInteger();
    private volatile boolean closing;

    Deliverer(DeliveryLedger ledger, Receivers receivers, FeedConfig config, @VirtualThreads ExecutorService threads) {
        this.ledger = ledger;
        this.receivers = receivers;
        this.config = config;
        this.threads = threads;
    }

    @Scheduled(every = "1s", delayed = "2s", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        if (!config.deliver() || closing) {
            return;
        }
        ledger.spread();
        // One thread looks first, and brings the next as long as there is something to do.
        begin();
    }

    @Scheduled(every = "1h", delayed = "5m", concurrentExecution = ConcurrentExecution.SKIP)
    void sweep() {
        if (config.deliver()) {
            for (int i = 0; i < ROUNDS && !closing && ledger.sweep(); i++) {
                LOG.debug("Old events are forgotten");
            }
        }
    }

    void stop(@Observes ShutdownEvent shutdown) {
        closing = true;
    }

    private void begin() {
        int now = busy.get();
        if (!closing && now < config.webhookConcurrency() && busy.compareAndSet(now, now + 1)) {
            threads.execute(this::work);
        }
    }

    private void work() {
        try {
            Optional<DeliveryLedger.Attempt> attempt = ledger.claim();
            while (attempt.isPresent()) {
                begin();
                attempt(attempt.get());
                attempt = closing ? Optional.empty() : ledger.claim();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException unavailable) {
            LOG.warnf("Webhooks wait: %s", unavailable.getClass().getName());
        } finally {
            busy.decrementAndGet();
        }
    }

    /** Makes one attempt and writes down how it ended. */
    void attempt(DeliveryLedger.Attempt attempt) throws InterruptedException {
        Answer answer = receivers.send(attempt);
        ledger.ended(attempt, answer);
    }
}
