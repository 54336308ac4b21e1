package org.sillok.withdrawal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.UserId;
import org.sillok.kernel.WithdrawalId;
import org.sillok.withdrawal.core.Asked;
import org.sillok.withdrawal.core.Erasure;
import org.sillok.withdrawal.core.Level;
import org.sillok.withdrawal.core.LiftState;
import org.sillok.withdrawal.core.ReasonClass;
import org.sillok.withdrawal.core.SaidBy;
import org.sillok.withdrawal.core.Subject;
import org.sillok.withdrawal.core.Why;

/**
 * A withdrawal as somebody sees it.
 *
 * @param owner whose material it is
 * @param why null for those who did not record it
 * @param asked of those who have it; null if nothing is
 * @param recordedBy null for those who did not record it
 * @param lift the newest attempt to lift it; null if there was none, or it is not the caller's matter
 * @param items how many it reached when it was recorded; null for who does not learn what became of the item
 * @param bundles in how many bundles something of them had left by then; null for the same
 */
public record Withdrawal(
        WithdrawalId id,
        Subject subject,
        PartyId owner,
        Level level,
        SaidBy by,
        Instant saidAt,
        ReasonClass reasonClass,
        @Nullable Why why,
        @Nullable Asked asked,
        @Nullable Instant respondBy,
        PartyId recordedParty,
        @Nullable UserId recordedBy,
        Instant recordedAt,
        LiftState state,
        @Nullable Instant liftedAt,
        @Nullable Lift lift,
        Erasure erasure,
        @Nullable Integer items,
        @Nullable Integer bundles) {
    /**
     * An attempt to lift it.
     *
     * @param confirmed null while nobody has ruled
     */
    public record Lift(
            int number,
            Why why,
            UserId proposedBy,
            Instant proposedAt,
            @Nullable Boolean confirmed,
            @Nullable UserId ruledBy,
            @Nullable Instant ruledAt) {}
}
