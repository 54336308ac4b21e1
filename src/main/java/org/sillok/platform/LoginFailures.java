package org.sillok.platform;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts answers 401 and puts their number on the record every five minutes and at the end. A refused token belongs to
 * no party, so there is no access stream for it; one statement each would let anybody fill the log.
 */
@ApplicationScoped
public class LoginFailures {
    private static final int OUTERMOST = 1_000;

    private final RepositoryRecord record;
    private final AtomicLong refused = new AtomicLong();

    LoginFailures(RepositoryRecord record) {
        this.record = record;
    }

    void watch(@Observes Filters filters) {
        filters.register(
                request -> {
                    request.addEndHandler(ended -> {
                        if (request.response().getStatusCode() == 401) {
                            refused.incrementAndGet();
                        }
                    });
                    request.next();
                },
                OUTERMOST);
    }

    /** Records what was counted. A failure keeps the count for the next time. */
    @Scheduled(every = "5m", delayed = "5m", concurrentExecution = ConcurrentExecution.SKIP)
    public void record() {
        long count = refused.getAndSet(0);
        if (count == 0) {
            return;
        }
        try {
            record.loginFailures(count);
        } catch (RuntimeException e) {
            refused.addAndGet(count);
            throw e;
        }
    }
}
