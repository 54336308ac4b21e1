package org.sillok.platform;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicLong;
import org.sillok.identity.core.StepUpRule;

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
                        if (request.response().getStatusCode() == 401 && !isKnown(request)) {
                            refused.incrementAndGet();
                        }
                    });
                    request.next();
                },
                OUTERMOST);
    }

    /** Whether the token was valid, and only not enough: that is on the record of who sent it. */
    private static boolean isKnown(RoutingContext request) {
        String challenge = request.response().headers().get("WWW-Authenticate");
        return challenge != null && challenge.contains(StepUpRule.ERROR);
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
