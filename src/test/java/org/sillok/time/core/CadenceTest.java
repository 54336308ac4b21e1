package org.sillok.time.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CadenceTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    // The clock that goes forward may begin anywhere, also shortly before it wraps.
    private static final long START = Long.MAX_VALUE - 1_000;

    private final Cadence cadence = new Cadence(HOUR);

    @Test
    void nothingIsDueBeforeAnythingIsKnown() {
        assertThat(cadence.isDue(START)).isFalse();
    }

    @Test
    void theFirstRoundIsDueAtOnce() {
        cadence.saw(-1, null, NOON, START);
        assertThat(cadence.isDue(START)).isTrue();
    }

    @Test
    void theRestOfTheIntervalIsWaitedAfterARestart() {
        cadence.saw(7, NOON.minus(Duration.ofMinutes(20)), NOON, START);
        assertThat(cadence.isDue(START + Duration.ofMinutes(40).toNanos() - 1)).isFalse();
        assertThat(cadence.isDue(START + Duration.ofMinutes(40).toNanos())).isTrue();
    }

    @Test
    void aRoundOfTheFutureAndAVeryOldOneAreDueAtOnce() {
        for (Instant startedAt : new Instant[] {NOON.plusSeconds(1), Instant.MAX, Instant.MIN}) {
            Cadence begun = new Cadence(HOUR);
            begun.saw(7, startedAt, NOON, START);
            assertThat(begun.isDue(START)).isTrue();
        }
    }

    @Test
    void aNewRoundBeginsTheIntervalWhateverItsTimeSays() {
        cadence.saw(7, NOON, NOON, START);
        cadence.saw(8, Instant.MAX, Instant.MIN, START + 5);
        assertThat(cadence.isDue(START + 5 + HOUR.toNanos() - 1)).isFalse();
        assertThat(cadence.isDue(START + 5 + HOUR.toNanos())).isTrue();
    }

    @Test
    void theTimeOfDayDoesNotMatterWhileTheRoundIsTheSame() {
        cadence.saw(7, NOON, NOON, START);
        cadence.saw(7, NOON, Instant.MIN, START + 1);
        cadence.saw(7, NOON, Instant.MAX, START + 2);
        assertThat(cadence.isDue(START + HOUR.toNanos() - 1)).isFalse();
        assertThat(cadence.isDue(START + HOUR.toNanos())).isTrue();
    }

    @Test
    void anIntervalIsPositive() {
        assertThatThrownBy(() -> new Cadence(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Cadence(HOUR.negated())).isInstanceOf(IllegalArgumentException.class);
    }
}
