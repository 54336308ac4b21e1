package org.sillok.withdrawal;

import java.time.Instant;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.WithdrawalId;
import org.sillok.withdrawal.core.Level;
import org.sillok.withdrawal.core.LiftState;
import org.sillok.withdrawal.core.ReasonClass;
import org.sillok.withdrawal.core.SaidBy;
import org.sillok.withdrawal.core.Subject;

/** A line of the list of withdrawals. */
public record WithdrawalSummary(
        WithdrawalId id,
        Subject subject,
        PartyId owner,
        Level level,
        SaidBy by,
        ReasonClass reasonClass,
        Instant recordedAt,
        LiftState state) {}
