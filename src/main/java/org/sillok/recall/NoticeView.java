package org.sillok.recall;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sillok.identity.Caller;
import org.sillok.identity.Scope;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.PartyKeyId;
import org.sillok.kernel.RecallId;
import org.sillok.recall.core.Answer;
import org.sillok.recall.core.Asked;
import org.sillok.recall.core.Certificate;
import org.sillok.recall.core.Ground;
import org.sillok.recall.core.RecallLevel;
import org.sillok.recall.core.RecallReason;
import org.sillok.recall.core.Viewpoint;
import org.sillok.recall.db.AnswerRows;
import org.sillok.recall.db.NoticeRows;
import org.sillok.recall.db.OrderRows;

/** Puts a notice together as somebody sees it. Joins the transactions of the use cases. */
@ApplicationScoped
class NoticeView {
    private final NoticeRows notices;
    private final OrderRows orders;
    private final AnswerRows answers;
    private final NoticeSeals seals;
    private final Scope scope;
    private final Clock clock;

    NoticeView(NoticeRows notices, OrderRows orders, AnswerRows answers, NoticeSeals seals, Scope scope, Clock clock) {
        this.notices = notices;
        this.orders = orders;
        this.answers = answers;
        this.seals = seals;
        this.scope = scope;
        this.clock = clock;
    }

    /** Leaves the scope of the caller. */
    SeenNotice of(Caller caller, RecallAccess.Seen seen) {
        scope.enterSystem();
        NoticeRows.Head head = seen.head();
        Viewpoint viewpoint = seen.viewpoint();
        boolean ownOnly = viewpoint == Viewpoint.OWNER
                && !head.orderedBy().equals(caller.party().value());
        SeenNotice notice = new SeenNotice(
                new RecallId(head.id()),
                viewpoint,
                Notices.state(head, clock.instant()),
                new BundleId(head.bundle()),
                new PartyId(head.recipient()),
                viewpoint.knowsWithdrawal() && !ownOnly ? head.withdrawal() : null,
                what(orders.find(head.withdrawal()).orElseThrow()),
                notices.items(head.id(), ownOnly ? caller.party().value() : ""),
                times(head),
                answers.of(head.id()).stream()
                        .map(row -> answer(head, viewpoint, row))
                        .toList());
        scope.enter(caller);
        return notice;
    }

    private static SeenNotice.What what(OrderRows.Row order) {
        String replacement = order.replacement();
        return new SeenNotice.What(
                RecallLevel.valueOf(order.level()),
                RecallReason.valueOf(order.reason()),
                Asked.valueOf(Objects.requireNonNull(order.asked())),
                replacement == null ? null : new BundleId(replacement));
    }

    private static SeenNotice.Times times(NoticeRows.Head head) {
        return new SeenNotice.Times(
                head.issuedAt(),
                head.respondBy(),
                head.deliveredAt(),
                head.remindedAt(),
                head.overdueAt(),
                head.overdue(),
                head.answeredAt(),
                head.liftedAt());
    }

    private GivenAnswer answer(NoticeRows.Head head, Viewpoint viewpoint, AnswerRows.Row row) {
        byte[] words = row.words();
        String ground = row.ground();
        return new GivenAnswer(
                row.number(),
                Answer.valueOf(row.answer()),
                ground == null ? null : Ground.valueOf(ground),
                words == null || !viewpoint.readsWords() ? null : seals.openWords(head, row.number(), words),
                row.item() != null,
                viewpoint.readsNotice() ? certificate(row) : null,
                new PartyKeyId(row.partyKey()),
                Bytes.of(row.publicKey()),
                Bytes.of(row.signature()),
                row.answeredAt());
    }

    static @Nullable Certificate certificate(AnswerRows.Row row) {
        String item = row.item();
        Integer version = row.version();
        return item == null || version == null ? null : new Certificate(new ItemId(item), version);
    }
}
