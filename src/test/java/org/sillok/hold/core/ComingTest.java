package org.sillok.hold.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComingTest {
    private static final Instant DAY = Instant.parse("2026-11-17T10:00:00Z");
    private static final Instant MONTH_BEFORE = Instant.parse("2026-10-31T23:59:59.999Z");
    private static final Instant MONTH = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant MONTH_END = Instant.parse("2026-11-30T23:59:59.999Z");
    private static final Instant NEXT_MONTH = Instant.parse("2026-12-01T00:00:00Z");

    @Test
    void nothingIsToldBeforeTheMonth() {
        assertThat(Coming.of(false, DAY, MONTH_BEFORE)).isEmpty();
        assertThat(Coming.of(true, DAY, MONTH_BEFORE)).isEmpty();
    }

    @Test
    void whenInTheMonthItIsToldSaysNothingOfTheDay() {
        for (boolean ends : new boolean[] {true, false}) {
            assertThat(Coming.of(ends, DAY, MONTH))
                    .isEqualTo(Coming.of(ends, DAY, MONTH_END))
                    .contains(Coming.DUE);
        }
    }

    @Test
    void anEndIsOverWhenItsMonthIs() {
        assertThat(Coming.of(true, DAY, NEXT_MONTH)).contains(Coming.OVER);
        assertThat(Coming.of(false, DAY, NEXT_MONTH)).isEqualTo(Optional.of(Coming.DUE));
    }
}
