package org.sillok.feed.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When something is tried again, and when nobody tries any more.
 *
 * @param waits between one attempt and the next
 * @param patience for how long a receiver may take nothing before its webhook is paused
 */
public record RetryPlan(List<Duration> waits, Duration patience) {
    private static final int SPREAD = 5;

    public RetryPlan {
        waits = List.copyOf(waits);
    }

    /**
     * When the next attempt is due after {@code attempts} have failed; empty if that was the last.
     *
     * @param dice 0 to 255: waits are stretched by up to a fifth, so that what failed together does not come back together
     */
    public Optional<Instant> next(int attempts, Instant now, int dice) {
        if (attempts > waits.size()) {
            return Optional.empty();
        }
        Duration wait = waits.get(attempts - 1);
        return Optional.of(now.plus(wait).plus(wait.multipliedBy(dice).dividedBy(255L * SPREAD)));
    }

    /**
     * Why a webhook is to be paused after an attempt; empty if it goes on.
     *
     * @param failingSince the first failed attempt since the last that was taken; null if there is none
     */
    public Optional<PauseReason> pause(Answer answer, @Nullable Instant failingSince, Instant now) {
        if (answer instanceof Answer.Status status && status.isGone()) {
            return Optional.of(PauseReason.GONE);
        }
        return !answer.taken() && failingSince != null && !now.isBefore(failingSince.plus(patience))
                ? Optional.of(PauseReason.FAILING)
                : Optional.empty();
    }
}
