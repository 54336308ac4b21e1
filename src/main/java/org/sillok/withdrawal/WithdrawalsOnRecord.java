package org.sillok.withdrawal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.WithdrawalId;
import org.sillok.sharing.WhatLeft;
import org.sillok.terms.MaterialRef;
import org.sillok.withdrawal.core.Asked;
import org.sillok.withdrawal.core.Level;
import org.sillok.withdrawal.core.ReasonClass;
import org.sillok.withdrawal.core.SaidBy;
import org.sillok.withdrawal.db.ReachRows;
import org.sillok.withdrawal.db.WithdrawalRows;

/**
 * Withdrawals for rooms that act on them. Joins a transaction in the system's scope and records no look: whoever calls has
 * checked who asks.
 */
@ApplicationScoped
public class WithdrawalsOnRecord {
    private final WithdrawalRows rows;
    private final ReachRows reached;
    private final WithdrawalStore store;
    private final WhatLeft whatLeft;

    WithdrawalsOnRecord(WithdrawalRows rows, ReachRows reached, WithdrawalStore store, WhatLeft whatLeft) {
        this.rows = rows;
        this.reached = reached;
        this.store = store;
        this.whatLeft = whatLeft;
    }

    /** A withdrawal with what it reached when it was recorded; empty if there is none. */
    @Transactional(TxType.MANDATORY)
    public Optional<Recallable> of(WithdrawalId id) {
        return rows.find(id.value()).map(row -> {
            List<ItemId> items = store.items(id);
            String asked = row.asked();
            return new Recallable(
                    id,
                    new PartyId(row.owner()),
                    Level.valueOf(row.level()),
                    ReasonClass.valueOf(row.reasonClass()),
                    asked == null ? null : Asked.valueOf(asked),
                    row.respondBy(),
                    row.recordedAt(),
                    row.liftedAt() == null,
                    items,
                    bundles(id, items));
        });
    }

    /** Who takes it back; empty if there is no such withdrawal. */
    @Transactional(TxType.MANDATORY)
    public Optional<SaidBy> by(WithdrawalId id) {
        return rows.find(id.value()).map(row -> SaidBy.valueOf(row.saidBy()));
    }

    /** Whether it stands and asks that what it reached be erased. */
    @Transactional(TxType.MANDATORY)
    public boolean asksForErasure(WithdrawalId id) {
        return rows.find(id.value())
                .filter(row -> row.liftedAt() == null && Level.valueOf(row.level()) == Level.ERASE)
                .isPresent();
    }

    private Map<BundleId, Set<MaterialRef>> bundles(WithdrawalId id, List<ItemId> items) {
        Set<String> reachedThen = new HashSet<>();
        reached.bundles(id.value()).stream().map(ReachRows.Bundle::bundle).forEach(reachedThen::add);
        Map<BundleId, Set<MaterialRef>> bundles = new TreeMap<>(Comparator.comparing(BundleId::value));
        // What was sealed after the withdrawal had been lifted was not called back by it.
        whatLeft.of(items).stream()
                .filter(left -> reachedThen.contains(left.bundle().value()))
                .forEach(left -> bundles.computeIfAbsent(left.bundle(), none -> new TreeSet<>())
                        .add(left.version()));
        return bundles;
    }
}
