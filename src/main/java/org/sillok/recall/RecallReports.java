package org.sillok.recall;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sillok.bundle.BundleOnRecord;
import org.sillok.bundle.BundlesOnRecord;
import org.sillok.custody.AccessLog;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.Ids;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.WithdrawalId;
import org.sillok.problem.Outcome;
import org.sillok.recall.core.Answer;
import org.sillok.recall.core.Asked;
import org.sillok.recall.core.Ground;
import org.sillok.recall.core.NoticeState;
import org.sillok.recall.core.RecallLevel;
import org.sillok.recall.core.Spared;
import org.sillok.recall.db.NoticeRows;
import org.sillok.recall.db.OrderRows;
import org.sillok.withdrawal.WithdrawalsOnRecord;
import org.sillok.withdrawal.core.SaidBy;

/**
 * Reports to the person who withdrew something, through the organisation that knows the person: to its contributors, and to
 * custodians. To everybody else the withdrawal looks as if it did not exist.
 */
@ApplicationScoped
public class RecallReports {
    private static final String ACTION = "VIEW_RECALL_REPORT";
    /** So many lines a report has; it says how many there are. */
    private static final int MOST = 1_000;

    private final OrderRows orders;
    private final NoticeRows notices;
    private final BundlesOnRecord bundles;
    private final WithdrawalsOnRecord withdrawals;
    private final RecallAccess access;
    private final AccessLog accessLog;
    private final Scope scope;
    private final Clock clock;

    RecallReports(
            OrderRows orders,
            NoticeRows notices,
            BundlesOnRecord bundles,
            WithdrawalsOnRecord withdrawals,
            RecallAccess access,
            AccessLog accessLog,
            Scope scope,
            Clock clock) {
        this.orders = orders;
        this.notices = notices;
        this.bundles = bundles;
        this.withdrawals = withdrawals;
        this.access = access;
        this.accessLog = accessLog;
        this.scope = scope;
        this.clock = clock;
    }

    /** The report on a withdrawal. The look is recorded. */
    @Transactional
    public Outcome<RecallReport> report(Caller caller, String withdrawal) {
        if (caller.has(Role.CUSTODIAN)) {
            scope.enterSystem();
        } else {
            scope.enter(caller);
        }
        Optional<OrderRows.Row> order = Ids.isWellFormed(RecallOrder.WITHDRAWAL_PREFIX, withdrawal)
                ? orders.find(withdrawal)
                : Optional.empty();
        if (order.filter(found -> mayRead(caller, found)).isEmpty()) {
            return access.denied(caller, ACTION, withdrawal);
        }
        scope.enterSystem();
        RecallReport report = report(order.get());
        scope.enter(caller);
        accessLog.viewed(caller.actor(), withdrawal);
        return Outcome.done(report);
    }

    private static boolean mayRead(Caller caller, OrderRows.Row order) {
        return caller.has(Role.CUSTODIAN)
                || (caller.has(Role.CONTRIBUTOR)
                        && order.owner().equals(caller.party().value()));
    }

    private RecallReport report(OrderRows.Row order) {
        Instant now = clock.instant();
        String what = order.asked();
        List<NoticeRows.Head> asked = notices.ofWithdrawal(order.withdrawal());
        List<OrderRows.SparedRow> spared = orders.spared(order.withdrawal());
        // Either all of the bundles were asked, or none.
        List<NoticeRows.Head> told = asked.stream().limit(MOST).toList();
        List<OrderRows.SparedRow> untold =
                spared.stream().limit(MOST - told.size()).toList();
        Map<BundleId, BundleOnRecord> found = bundles.of(Stream.concat(
                        told.stream().map(NoticeRows.Head::bundle),
                        untold.stream().map(OrderRows.SparedRow::bundle))
                .map(BundleId::new)
                .toList());
        List<RecallReport.Line> lines = new ArrayList<>();
        told.forEach(head -> lines.add(line(head, found.get(new BundleId(head.bundle())), now)));
        untold.forEach(one -> lines.add(line(one, found.get(new BundleId(one.bundle())))));
        lines.sort((one, other) ->
                one.recipient().value().compareTo(other.recipient().value()));
        return new RecallReport(
                order.withdrawal(),
                new PartyId(order.owner()),
                withdrawals
                        .by(new WithdrawalId(order.withdrawal()))
                        .filter(SaidBy::isOwnDecision)
                        .isPresent(),
                RecallLevel.valueOf(order.level()),
                what == null ? null : Asked.valueOf(what),
                order.issuedAt(),
                order.respondBy(),
                order.liftedAt(),
                lines,
                asked.size() + spared.size());
    }

    private static RecallReport.Line line(NoticeRows.Head head, @Nullable BundleOnRecord bundle, Instant now) {
        String answer = head.answer();
        String ground = head.ground();
        return new RecallReport.Line(
                new PartyId(head.recipient()),
                bundle == null ? null : bundle.sealedAt(),
                bundle == null ? null : bundle.deliveredAt(),
                head.deliveredAt(),
                null,
                Notices.state(head, now) == NoticeState.OVERDUE,
                head.answers(),
                answer == null ? null : Answer.valueOf(answer),
                ground == null ? null : Ground.valueOf(ground),
                head.answeredAt());
    }

    private static RecallReport.Line line(OrderRows.SparedRow spared, @Nullable BundleOnRecord bundle) {
        return new RecallReport.Line(
                new PartyId(spared.recipient()),
                bundle == null ? null : bundle.sealedAt(),
                bundle == null ? null : bundle.deliveredAt(),
                null,
                Spared.valueOf(spared.why()),
                false,
                0,
                null,
                null,
                null);
    }
}
