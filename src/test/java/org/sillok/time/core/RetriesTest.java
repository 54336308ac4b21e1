package org.sillok.time.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.sillok.crypto.TimeStampException;

class RetriesTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final Retries retries = new Retries(LONGEST);

    @Test
    void whatWasNeverTriedIsDueAtOnce() {
        assertThat(retries.isDue("a", 0, null, NOON, 5)).isTrue();
    }

    @Test
    void theStoredTimeIsWaitedFor() {
        Instant next = NOON.plusSeconds(10);
        assertThat(retries.isDue("a", 1, next, NOON, 0)).isFalse();
        assertThat(retries.isDue("a", 1, next, NOON, Duration.ofSeconds(10).toNanos() - 1))
                .isFalse();
        assertThat(retries.isDue("a", 1, next, NOON, Duration.ofSeconds(10).toNanos()))
                .isTrue();
    }

    @Test
    void aClockThatJumpsDoesNotChangeAWaitThatHasBegun() {
        Instant next = NOON.plusSeconds(10);
        assertThat(retries.isDue("a", 1, next, NOON, 0)).isFalse();
        assertThat(retries.isDue("a", 1, next, NOON.plusSeconds(1_000_000), 1)).isFalse();
        assertThat(retries.isDue(
                        "a",
                        1,
                        next,
                        NOON.minusSeconds(1_000_000),
                        Duration.ofSeconds(10).toNanos()))
                .isTrue();
    }

    @Test
    void aTimeFarInTheFutureIsWaitedForNoLongerThanTheLongestBackoff() {
        assertThat(retries.isDue("a", 1, Instant.MAX, NOON, 0)).isFalse();
        assertThat(retries.isDue("a", 1, Instant.MAX, NOON, LONGEST.toNanos())).isTrue();
    }

    @Test
    void anotherFailureIsAnotherWait() {
        assertThat(retries.isDue("a", 1, NOON, NOON, 0)).isTrue();
        assertThat(retries.isDue("a", 2, NOON.plusSeconds(1), NOON, 0)).isFalse();
        retries.clear();
        assertThat(retries.isDue("a", 2, null, NOON, 0)).isTrue();
    }

    @Test
    void theBackoffDoublesUpToItsLimitWithJitterOfAHalf() {
        Backoff backoff = new Backoff(Duration.ofSeconds(10), Duration.ofSeconds(60));
        assertThat(backoff.after(1, 0)).isEqualTo(Duration.ofSeconds(5));
        assertThat(backoff.after(1, 1)).isEqualTo(Duration.ofSeconds(10));
        assertThat(backoff.after(3, 1)).isEqualTo(Duration.ofSeconds(40));
        assertThat(backoff.after(4, 1)).isEqualTo(Duration.ofSeconds(60));
        assertThat(backoff.after(Integer.MAX_VALUE, 0)).isEqualTo(Duration.ofSeconds(30));
        assertThatThrownBy(() -> new Backoff(Duration.ZERO, LONGEST)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Backoff(LONGEST, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyReasonOfARefusalHasItsProblem() {
        for (TimeStampException.Reason reason : TimeStampException.Reason.values()) {
            assertThat(StampProblem.of(reason).name()).isEqualTo(reason.name());
        }
    }
}
