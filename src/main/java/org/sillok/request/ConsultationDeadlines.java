package org.sillok.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.feed.core.Happening;
import org.sillok.identity.Scope;
import org.sillok.json.JsonObject;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Timestamps;
import org.sillok.request.core.ConsultationState;
import org.sillok.request.db.ConsultationRows;
import org.sillok.request.db.RequestRows;

/** Ends what nobody answered in time, which is no. */
@ApplicationScoped
public class ConsultationDeadlines {
    private final RequestRows requests;
    private final ConsultationRows rows;
    private final RequestRecord record;
    private final Scope scope;
    private final Clock clock;

    ConsultationDeadlines(RequestRows requests, ConsultationRows rows, RequestRecord record, Scope scope, Clock clock) {
        this.requests = requests;
        this.rows = rows;
        this.record = record;
        this.scope = scope;
        this.clock = clock;
    }

    /** Ends those whose deadline is over; how many requests had such consultations. */
    @Transactional
    public int expire(int limit) {
        scope.enterSystem();
        Instant now = Timestamps.truncate(clock.instant());
        List<String> overdue = rows.overdue(now, limit);
        for (String id : overdue) {
            RequestHead head = RequestStore.head(requests.lock(id).orElseThrow());
            rows.all(head.id().value(), head.revision(), null).stream()
                    .filter(one -> ConsultationState.valueOf(one.state()).open() && !now.isBefore(one.deadline()))
                    .forEach(one -> expire(head, one));
        }
        return overdue.size();
    }

    private void expire(RequestHead head, ConsultationRows.Consultation one) {
        rows.end(one.id(), ConsultationState.EXPIRED.name());
        record.state(
                head,
                EventType.ANSWERED,
                null,
                JsonObject.builder()
                        .put("consultation", one.id())
                        .put(Requests.REVISION, one.revision())
                        .build(),
                Fact.of(Field.OUTCOME, ConsultationState.EXPIRED.name()));
        record.tell(List.of(new PartyId(one.party())), Happening.CONSULTATION_EXPIRED, one.id());
    }
}
