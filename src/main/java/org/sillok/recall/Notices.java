package org.sillok.recall;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.AccessLog;
import org.sillok.custody.core.EventType;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Position;
import org.sillok.kernel.RecallId;
import org.sillok.kernel.Slice;
import org.sillok.kernel.Timestamps;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.recall.core.Answer;
import org.sillok.recall.core.NoticeState;
import org.sillok.recall.core.SignedDocument;
import org.sillok.recall.core.Viewpoint;
import org.sillok.recall.db.NoticeRows;

/**
 * Shows notices to those whom they concern: the recipient's investigators, the staff of who withdrew and of those whose
 * material is called back, custodians and auditors. To everybody else they look as if they did not exist.
 */
@ApplicationScoped
public class Notices {
    private final NoticeRows rows;
    private final RecallAccess access;
    private final NoticeView view;
    private final NoticeSeals seals;
    private final RecallRecord record;
    private final AccessLog accessLog;
    private final Scope scope;
    private final Clock clock;

    Notices(
            NoticeRows rows,
            RecallAccess access,
            NoticeView view,
            NoticeSeals seals,
            RecallRecord record,
            AccessLog accessLog,
            Scope scope,
            Clock clock) {
        this.rows = rows;
        this.access = access;
        this.view = view;
        this.seals = seals;
        this.record = record;
        this.accessLog = accessLog;
        this.scope = scope;
        this.clock = clock;
    }

    /** One notice. The look is recorded. */
    @Transactional
    public Outcome<SeenNotice> get(Caller caller, String id) {
        Optional<RecallAccess.Seen> seen = access.see(caller, id);
        if (seen.isEmpty()) {
            return access.denied(caller, "VIEW_RECALL", id);
        }
        SeenNotice notice = view.of(caller, seen.get());
        accessLog.viewed(caller.actor(), id);
        return Outcome.done(notice);
    }

    /** Shows a caller what it has just changed, without recording a look. */
    @Transactional
    public SeenNotice shown(Caller caller, RecallId id) {
        return view.of(caller, access.see(caller, id.value()).orElseThrow());
    }

    /**
     * The signed notice: to the recipient, and to custodians. That the recipient has it is on record, once, when this returns.
     */
    @Transactional
    public Outcome<SignedDocument> file(Caller caller, String id) {
        Optional<RecallAccess.Seen> seen = access.see(caller, id);
        if (seen.isEmpty()) {
            return access.denied(caller, "LOAD_RECALL", id);
        }
        if (!seen.get().viewpoint().readsNotice()) {
            return access.denied(caller, "LOAD_RECALL", id, ProblemCode.FORBIDDEN);
        }
        scope.enterSystem();
        NoticeRows.Head head = rows.lock(id).orElseThrow();
        if (seen.get().viewpoint() == Viewpoint.RECIPIENT && rows.delivered(id, now())) {
            record.state(
                    head,
                    EventType.RECALL_DELIVERED,
                    caller.actor(),
                    RecallRecord.details(id).build());
        }
        SignedDocument document = seals.open(head, rows.sealed(id).orElseThrow());
        scope.enter(caller);
        accessLog.viewed(caller.actor(), id);
        return Outcome.done(document);
    }

    /** The notices that concern the caller. */
    @Transactional
    public Outcome<Slice<ListedNotice>> list(Caller caller, NoticeQuery query) {
        scope.enter(caller);
        if (!RecallAccess.mayAct(caller)) {
            return access.denied(caller, "LIST_RECALLS", "", ProblemCode.FORBIDDEN);
        }
        boolean register = RecallAccess.isRegistrar(caller);
        if (register) {
            scope.enterSystem();
        }
        Position after = query.after();
        BundleId bundle = query.bundle();
        String withdrawal = query.withdrawal();
        Slice<ListedNotice> page = Slice.cut(
                        rows.page(new NoticeRows.Page(
                                caller.party().value(),
                                // Neither an auditor nor who receives finds out which notices have one cause.
                                register && (withdrawal == null || caller.has(Role.CUSTODIAN)),
                                caller.has(Role.INVESTIGATOR) && withdrawal == null,
                                caller.has(Role.CONTRIBUTOR),
                                bundle == null ? "" : bundle.value(),
                                withdrawal == null ? "" : withdrawal,
                                query.newestFirst(),
                                after == null ? null : after.time(),
                                after == null ? "" : after.id(),
                                query.limit() + 1)),
                        query.limit())
                .map(this::listed);
        scope.enter(caller);
        accessLog.listed(caller.actor(), "RECALLS", page.items().size());
        return Outcome.done(page);
    }

    private ListedNotice listed(NoticeRows.Head row) {
        return new ListedNotice(
                new RecallId(row.id()),
                state(row, now()),
                new BundleId(row.bundle()),
                new PartyId(row.recipient()),
                row.issuedAt(),
                row.respondBy(),
                row.answeredAt());
    }

    static NoticeState state(NoticeRows.Head row, Instant now) {
        return NoticeState.of(answer(row), row.deliveredAt(), row.respondBy(), row.liftedAt(), now);
    }

    private static @Nullable Answer answer(NoticeRows.Head row) {
        String answer = row.answer();
        return answer == null ? null : Answer.valueOf(answer);
    }

    private Instant now() {
        return Timestamps.truncate(clock.instant());
    }
}
