package org.sillok.hold.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LapseTest {
    private static final Instant END = Instant.parse("2026-12-01T00:00:00Z");
    private static final Instant BEFORE = END.minusMillis(1);

    @Test
    void aHoldWithoutAnEndIsNeverOver() {
        assertThat(Lapse.isOver(null, Instant.MAX, null)).isFalse();
        assertThat(Lapse.isOver(null, Instant.MAX, Instant.MAX)).isFalse();
    }

    @Test
    void itIsOverFromItsEndOn() {
        assertThat(Lapse.isOver(END, BEFORE, null)).isFalse();
        assertThat(Lapse.isOver(END, END, null)).isTrue();
    }

    @Test
    void aClockThatWasSetForwardLiftsNothingThatOthersHaveNotProven() {
        Instant far = END.plus(Duration.ofDays(3650));
        assertThat(Lapse.isOver(END, far, BEFORE)).isFalse();
        assertThat(Lapse.isOver(END, far, END)).isTrue();
    }

    @Test
    void aClockThatWasSetBackGoesOnHolding() {
        assertThat(Lapse.isOver(END, BEFORE, END.plusSeconds(1))).isFalse();
    }
}
