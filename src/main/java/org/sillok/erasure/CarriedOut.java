package org.sillok.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.WithdrawalId;
import org.sillok.withdrawal.Recallable;
import org.sillok.withdrawal.WithdrawalsOnRecord;
import org.sillok.withdrawal.core.Level;

/** Withdrawals that erasures carry out. An erasure that names none carries none out. Joins a transaction in the system's scope. */
@ApplicationScoped
class CarriedOut {
    private final WithdrawalsOnRecord withdrawals;

    CarriedOut(WithdrawalsOnRecord withdrawals) {
        this.withdrawals = withdrawals;
    }

    /** Whether a withdrawal that is named is of material of this owner, and asks that all of the named items be erased. */
    boolean ask(PartyId owner, NewErasure wanted) {
        String withdrawal = wanted.withdrawal();
        return withdrawal == null
                || standing(withdrawal)
                        .filter(one -> one.owner().equals(owner) && one.items().containsAll(wanted.items()))
                        .isPresent();
    }

    /** Whether a withdrawal that is named still asks for it. */
    boolean stand(@Nullable String withdrawal) {
        return withdrawal == null || withdrawals.asksForErasure(new WithdrawalId(withdrawal));
    }

    private Optional<Recallable> standing(String withdrawal) {
        return withdrawals.of(new WithdrawalId(withdrawal)).filter(one -> one.stands() && one.level() == Level.ERASE);
    }
}
