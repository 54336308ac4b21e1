package org.sillok.recall;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sillok.bundle.SealedBundles;
import org.sillok.bundle.SealedBundles.Numbered;
import org.sillok.custody.core.EventType;
import org.sillok.evidence.ReleasedVersions;
import org.sillok.feed.core.Happening;
import org.sillok.identity.Scope;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.Digest;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.RecallId;
import org.sillok.kernel.Timestamps;
import org.sillok.log.TransparencyLog;
import org.sillok.recall.core.Asked;
import org.sillok.recall.core.Escalation;
import org.sillok.recall.core.Notice;
import org.sillok.recall.core.NoticeItem;
import org.sillok.recall.core.Spared;
import org.sillok.recall.db.NoticeRows;
import org.sillok.recall.db.OrderRows;
import org.sillok.terms.MaterialRef;

/**
 * Calls back what somebody withdraws, in the transaction of the withdrawal: the notices, their statements, what recipients are
 * told and the next recall list become durable with it, or not at all. Runs in the system's scope, and leaves it.
 */
@ApplicationScoped
public class Recalls {
    private final OrderRows orders;
    private final NoticeRows notices;
    private final SealedBundles bundles;
    private final ReleasedVersions versions;
    private final NoticeSeals seals;
    private final RecallRecord record;
    private final RecallLists lists;
    private final TransparencyLog log;
    private final Scope scope;
    private final Randomness randomness;
    private final Clock clock;

    Recalls(
            OrderRows orders,
            NoticeRows notices,
            SealedBundles bundles,
            ReleasedVersions versions,
            NoticeSeals seals,
            RecallRecord record,
            RecallLists lists,
            TransparencyLog log,
            Scope scope,
            Randomness randomness,
            Clock clock) {
        this.orders = orders;
        this.notices = notices;
        this.bundles = bundles;
        this.versions = versions;
        this.seals = seals;
        this.record = record;
        this.lists = lists;
        this.log = log;
        this.scope = scope;
        this.randomness = randomness;
        this.clock = clock;
    }

    /**
     * Issues one notice for each bundle that was sealed and in which something of the order is, if anything is asked. What a
     * recipient has reported as destroyed is called back again: the recall before may be lifted, and this one still stands. Call
     * it after everything else that the transaction locks, but the access stream.
     *
     * @throws IllegalStateException if the same withdrawal was ordered before
     * @throws IllegalArgumentException if there never is time to answer, or the replacement is not a sealed bundle of each
     *     recipient
     */
    @Transactional(TxType.MANDATORY)
    public void issue(RecallOrder order) {
        scope.enterSystem();
        Instant issuedAt = Timestamps.truncate(order.issuedAt());
        Instant respondBy = respondBy(order);
        if (respondBy != null && !respondBy.isAfter(issuedAt)) {
            throw new IllegalArgumentException("there is no time to answer");
        }
        if (orders.find(order.withdrawal()).isPresent()) {
            throw new IllegalStateException("the withdrawal was ordered before");
        }
        BundleId replacement = order.replacement();
        Asked asked = order.asked();
        orders.add(new OrderRows.Row(
                order.withdrawal(),
                order.owner().value(),
                order.level().name(),
                order.reason().name(),
                asked == null ? null : asked.name(),
                replacement == null ? null : replacement.value(),
                issuedAt,
                respondBy,
                null));
        // In the order of their ids, so that two withdrawals wait for each other's streams in one direction only.
        Map<String, Set<MaterialRef>> ordered = new TreeMap<>();
        order.bundles().forEach((bundle, items) -> ordered.put(bundle.value(), items));
        boolean issued = false;
        for (Map.Entry<String, Set<MaterialRef>> one : ordered.entrySet()) {
            issued |= issue(order, new BundleId(one.getKey()), one.getValue());
        }
        if (issued) {
            lists.changed();
        }
    }

    private static @Nullable Instant respondBy(RecallOrder order) {
        Instant respondBy = order.respondBy();
        return respondBy == null ? null : Timestamps.truncate(respondBy);
    }

    private boolean issue(RecallOrder order, BundleId bundle, Collection<MaterialRef> wanted) {
        Optional<SealedBundles.Sealed> sealed = bundles.find(bundle);
        if (sealed.isEmpty()) {
            // Never sealed: nobody has it.
            return false;
        }
        List<Numbered> items = bundles.items(bundle, wanted);
        if (items.isEmpty()) {
            return false;
        }
        Asked what = order.asked();
        Instant respondBy = respondBy(order);
        if (what == null || respondBy == null) {
            spare(order, sealed.get(), Spared.NOT_ASKED);
            return false;
        }
        requireReplacementFor(sealed.get(), order.replacement());
        Notice notice = notice(order, what, respondBy, bundle, items);
        add(order, sealed.get(), notice, items);
        return true;
    }

    private void spare(RecallOrder order, SealedBundles.Sealed bundle, Spared why) {
        orders.spare(
                order.withdrawal(),
                order.owner().value(),
                new OrderRows.SparedRow(bundle.id().value(), bundle.recipient().value(), why.name()));
    }

    /** The notice tells it: it has to be a bundle that the recipient has anyway. */
    private void requireReplacementFor(SealedBundles.Sealed bundle, @Nullable BundleId replacement) {
        if (replacement != null
                && bundles.find(replacement)
                        .filter(other -> other.recipient().equals(bundle.recipient()))
                        .isEmpty()) {
            throw new IllegalArgumentException("a recipient replaces a bundle with another one of its own");
        }
    }

    private Notice notice(RecallOrder order, Asked what, Instant respondBy, BundleId bundle, List<Numbered> asked) {
        Map<MaterialRef, Digest> statements =
                versions.statements(asked.stream().map(Numbered::version).toList());
        return new Notice(
                log.origin(),
                RecallId.fresh(randomness),
                bundle,
                asked.stream()
                        .map(item -> new NoticeItem(
                                item.number(),
                                item.version().version(),
                                Objects.requireNonNull(statements.get(item.version()))))
                        .toList(),
                order.level(),
                order.reason(),
                what,
                order.replacement(),
                Timestamps.truncate(order.issuedAt()),
                respondBy);
    }

    private void add(RecallOrder order, SealedBundles.Sealed bundle, Notice notice, List<Numbered> asked) {
        String id = notice.id().value();
        notices.add(
                new NoticeRows.NewNotice(
                        id,
                        order.withdrawal(),
                        bundle.id().value(),
                        bundle.recipient().value(),
                        order.owner().value(),
                        seals.signed(notice),
                        notice.digest().toArray(),
                        notice.issued(),
                        notice.respondBy(),
                        Escalation.first(notice.issued(), notice.respondBy())),
                asked.stream()
                        .map(item -> new NoticeRows.Item(
                                item.number(),
                                item.version().item().value(),
                                item.version().version(),
                                item.holder().value()))
                        .toList());
        record.state(
                bundle.id(),
                bundle.recipient(),
                EventType.RECALLED,
                null,
                RecallRecord.details(id)
                        .put("sha256", notice.digest().base64Url())
                        .put("asked", notice.asked().name())
                        .put("respondBy", Timestamps.format(notice.respondBy()))
                        .build());
        record.tellRecipient(notices.find(id).orElseThrow(), Happening.RECALL_ISSUED);
    }

    /**
     * What was withdrawn is no longer: nothing is asked any more, and the next list does not name it. What was answered stays on
     * record. Harmless if nothing was ordered, or it was lifted before.
     */
    @Transactional(TxType.MANDATORY)
    public void lift(String withdrawal) {
        scope.enterSystem();
        Instant now = Timestamps.truncate(clock.instant());
        Optional<OrderRows.Row> order = orders.lock(withdrawal).filter(row -> row.liftedAt() == null);
        if (order.isEmpty()) {
            return;
        }
        orders.lifted(withdrawal, now);
        List<NoticeRows.Head> concerned = notices.ofWithdrawal(withdrawal).stream()
                .sorted((one, other) -> one.bundle().compareTo(other.bundle()))
                .toList();
        for (NoticeRows.Head one : concerned) {
            NoticeRows.Head head = notices.lock(one.id()).orElseThrow();
            notices.lifted(head.id(), now);
            record.state(
                    head,
                    EventType.RECALL_LIFTED,
                    null,
                    RecallRecord.details(head.id()).build());
            record.tellRecipient(head, Happening.RECALL_LIFTED);
        }
        if (!concerned.isEmpty()) {
            lists.changed();
        }
    }
}
