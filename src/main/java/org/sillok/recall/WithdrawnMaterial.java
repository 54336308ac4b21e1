package org.sillok.recall;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.WithdrawalId;
import org.sillok.recall.core.Asked;
import org.sillok.recall.core.RecallLevel;
import org.sillok.recall.core.RecallReason;

/** Calls back what is withdrawn: the withdrawal's words become those of notices, which are formats of their own. */
@ApplicationScoped
class WithdrawnMaterial implements org.sillok.withdrawal.Recalls {
    private final Recalls recalls;

    WithdrawnMaterial(Recalls recalls) {
        this.recalls = recalls;
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public void issue(org.sillok.withdrawal.RecallOrder order) {
        recalls.issue(new RecallOrder(
                order.withdrawal().value(),
                order.owner(),
                RecallLevel.valueOf(order.level().name()),
                RecallReason.valueOf(order.reasonClass().name()),
                asked(order.asked()),
                null,
                order.issuedAt(),
                order.respondBy(),
                order.bundles()));
    }

    private static @Nullable Asked asked(org.sillok.withdrawal.core.@Nullable Asked asked) {
        return asked == null ? null : Asked.valueOf(asked.name());
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public void lift(WithdrawalId withdrawal) {
        recalls.lift(withdrawal.value());
    }
}
