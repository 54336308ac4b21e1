package org.sillok.request;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.sillok.custody.core.EventType;
import org.sillok.feed.core.Happening;
import org.sillok.identity.Scope;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Timestamps;
import org.sillok.request.core.RequestState;
import org.sillok.request.db.RequestRows;

/**
 * Puts on record that a time is over. That it is over counts from the moment on that was named, whether or not it is on
 * record yet: whoever acts compares the times.
 */
@ApplicationScoped
public class RequestSweep {
    private static final int BATCH = 100;

    private final Requests requests;
    private final ConsultationDeadlines consultations;
    private final RequestRows rows;
    private final RequestRecord record;
    private final Scope scope;
    private final Clock clock;

    RequestSweep(
            Requests requests,
            ConsultationDeadlines consultations,
            RequestRows rows,
            RequestRecord record,
            Scope scope,
            Clock clock) {
        this.requests = requests;
        this.consultations = consultations;
        this.rows = rows;
        this.record = record;
        this.scope = scope;
        this.clock = clock;
    }

    @Scheduled(every = "60s", delayed = "20s", concurrentExecution = ConcurrentExecution.SKIP)
    void sweepRegularly() {
        consultations.expire(BATCH);
        expire();
    }

    /** Ends requests whose time is over; may run on several replicas at a time. */
    @Transactional
    public int expire() {
        scope.enterSystem();
        Instant now = Timestamps.truncate(clock.instant());
        List<String> over = rows.over(now, BATCH);
        int ended = 0;
        for (String id : over) {
            RequestHead head = RequestStore.head(rows.lock(id).orElseThrow());
            // Another replica may have ended it while this one waited for the lock.
            if (!head.state().ended() && rows.isOver(id, now)) {
                List<PartyId> concerned = requests.end(head);
                rows.state(id, RequestState.EXPIRED.name());
                record.state(head, EventType.REQUEST_EXPIRED, null, Requests.revision(head));
                record.tell(concerned, Happening.REQUEST_EXPIRED, id);
                record.tell(List.of(head.requester()), Happening.REQUEST_EXPIRED, id);
                ended++;
            }
        }
        return ended;
    }
}
