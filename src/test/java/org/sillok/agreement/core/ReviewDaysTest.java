package org.sillok.agreement.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReviewDaysTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void thereIsNoneBeforeTheFirst() {
        assertThat(ReviewDays.latest(START, 30, START)).isEmpty();
        assertThat(ReviewDays.latest(START, 30, START.minusSeconds(1))).isEmpty();
        assertThat(ReviewDays.latest(START, 30, START.plus(Duration.ofDays(30)).minusMillis(1)))
                .isEmpty();
    }

    @Test
    void eachComesAPeriodAfterTheOneBefore() {
        for (long n = 1; n < 5; n++) {
            Instant day = START.plus(Duration.ofDays(30 * n));
            assertThat(ReviewDays.latest(START, 30, day)).contains(day);
            assertThat(ReviewDays.latest(START, 30, day.plus(Duration.ofDays(29))))
                    .contains(day);
        }
    }

    @Test
    void afterALongTimeThereIsOneAndNotAllThatWereMissed() {
        assertThat(ReviewDays.latest(
                        START, 1, START.plus(Duration.ofDays(36_525)).plusSeconds(5)))
                .contains(START.plus(Duration.ofDays(36_525)));
    }

    @Test
    void aPeriodOfNothingNeverComes() {
        assertThat(ReviewDays.latest(START, 0, START.plus(Duration.ofDays(10)))).isEmpty();
    }
}
