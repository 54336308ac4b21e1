package org.sillok.withdrawal;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sillok.withdrawal.core.Asked;
import org.sillok.withdrawal.core.Level;
import org.sillok.withdrawal.core.ReasonClass;
import org.sillok.withdrawal.core.SaidBy;
import org.sillok.withdrawal.core.Subject;
import org.sillok.withdrawal.core.Why;

/**
 * What somebody takes back.
 *
 * @param asked of those who have it; null for what the level asks
 * @param respondWithin null for as long as is set
 */
public record NewWithdrawal(
        Subject subject,
        Level level,
        SaidBy by,
        Instant saidAt,
        ReasonClass reasonClass,
        Why why,
        @Nullable Asked asked,
        @Nullable Duration respondWithin) {
    /** The same, said at {@code now} at the latest: nothing is said later than it is recorded. */
    NewWithdrawal saidBefore(Instant now) {
        return saidAt.isAfter(now)
                ? new NewWithdrawal(subject, level, by, now, reasonClass, why, asked, respondWithin)
                : this;
    }

    /** What is asked of those who have it; null if nothing is. */
    @Nullable
    Asked asks() {
        return asked == null ? level.asks().orElse(null) : asked;
    }
}
