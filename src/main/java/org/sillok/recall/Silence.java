package org.sillok.recall;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sillok.custody.core.EventType;
import org.sillok.feed.core.Happening;
import org.sillok.identity.Scope;
import org.sillok.kernel.Timestamps;
import org.sillok.recall.core.Escalation;
import org.sillok.recall.db.NoticeRows;

/** What follows when a recipient does not answer: each step in one transaction, on record, once. */
@ApplicationScoped
@Transactional
class Silence {
    private static final int BATCH = 100;

    private final NoticeRows rows;
    private final RecallRecord record;
    private final RecallConfig config;
    private final Scope scope;
    private final Clock clock;

    Silence(NoticeRows rows, RecallRecord record, RecallConfig config, Scope scope, Clock clock) {
        this.rows = rows;
        this.record = record;
        this.config = config;
        this.scope = scope;
        this.clock = clock;
    }

    /** Notices of which something may be due, in the order of their ids, from the one after {@code after} on. */
    List<String> due(String after) {
        scope.enterSystem();
        return rows.due(now(), after, BATCH);
    }

    /** Does what is due of one notice; false if nothing is any more. */
    boolean step(String id) {
        scope.enterSystem();
        Instant now = now();
        NoticeRows.Head head = rows.lock(id).orElseThrow();
        // Another replica may have done it, or an answer may have come, while this one waited for the lock.
        Instant due = head.dueAt();
        Optional<Escalation.Step> step =
                due == null ? Optional.empty() : Escalation.step(due, head.respondBy(), config.repeatOverdue(), now);
        step.ifPresent(what -> {
            if (what.kind() == Escalation.Kind.REMIND) {
                remind(head, now, what.next());
            } else {
                overdue(head, now, what.next());
            }
        });
        return step.isPresent();
    }

    private void remind(NoticeRows.Head head, Instant now, Instant next) {
        rows.reminded(head.id(), now, next);
        record.state(
                head,
                EventType.RECALL_REMINDED,
                null,
                RecallRecord.details(head.id())
                        .put("respondBy", Timestamps.format(head.respondBy()))
                        .build());
        record.tellRecipient(head, Happening.RECALL_REMINDED);
    }

    private void overdue(NoticeRows.Head head, Instant now, Instant next) {
        rows.overdue(head.id(), now, next);
        record.state(
                head,
                EventType.RECALL_OVERDUE,
                null,
                RecallRecord.details(head.id())
                        .put("respondBy", Timestamps.format(head.respondBy()))
                        .put("times", head.overdue() + 1L)
                        .build());
        record.tellRecipient(head, Happening.RECALL_OVERDUE);
        record.tellOwners(head, Happening.RECALL_OVERDUE);
        record.tellRepository(head, Happening.RECALL_OVERDUE);
    }

    private Instant now() {
        return Timestamps.truncate(clock.instant());
    }
}
