package org.sillok.fixity.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoundTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);

    private static Round aRound() {
        return Round.beginning(3, NOW, new Spot(1, 10), 10);
    }

    @Test
    void theFirstRoundIsDueAtOnce() {
        assertThat(Round.due(Optional.empty(), WEEK, NOW)).contains(NOW);
    }

    @Test
    void theNextIsDueSoLongAfterTheBeginningOfTheLast() {
        Round ended = aRound().ended(NOW.plusSeconds(100_000));
        assertThat(Round.due(Optional.of(ended), WEEK, NOW)).contains(NOW.plus(WEEK));
    }

    @Test
    void aBeginningInTheFutureIsAWrongClockAndNoReasonToWait() {
        Round ended = Round.beginning(3, NOW.plus(Duration.ofDays(3650)), new Spot(1, 10), 0)
                .ended(NOW);
        assertThat(Round.due(Optional.of(ended), WEEK, NOW)).contains(NOW);
    }

    @Test
    void noneIsDueWhileOneIsOpen() {
        assertThat(Round.due(Optional.of(aRound()), WEEK, NOW.plus(WEEK).plus(WEEK)))
                .isEmpty();
    }

    @Test
    void progressIsCountedAndWhatWasNotLookedAtIsNotComplete() {
        Round half = aRound().at(new Spot(1, 5), 5, Counts.NONE.read(Copy.EVIDENCE, 7, false));
        assertThat(half.done()).isEqualTo(5);
        assertThat(half.next()).isEqualTo(new Spot(1, 5));
        assertThat(half.isOpen()).isTrue();
        Round ended = half.ended(NOW);
        assertThat(ended.isOpen()).isFalse();
        assertThat(ended.done()).isEqualTo(5);
        assertThat(ended.counts()).isEqualTo(new Counts(1, 0, 7, 0, 0, 5));
        assertThat(ended.counts().outcome()).isEqualTo("INCOMPLETE");
        Round whole = half.at(new Spot(1, 10), 5, half.counts()).ended(NOW);
        assertThat(whole.done()).isEqualTo(10);
        assertThat(whole.counts().outcome()).isEqualTo("INTACT");
    }

    @Test
    void onlyWhatWasReadAndIsRightIsIntact() {
        Counts good = Counts.NONE.read(Copy.EVIDENCE, 1, false).read(Copy.REPLICA, 1, false);
        assertThat(good).isEqualTo(new Counts(1, 1, 2, 0, 0, 0));
        assertThat(good.outcome()).isEqualTo("INTACT");
        assertThat(good.withUnreadable().outcome()).isEqualTo("INCOMPLETE");
        assertThat(good.withUnnamed(1).outcome()).isEqualTo("INCOMPLETE");
        assertThat(good.withUnnamed(1).read(Copy.REPLICA, 0, true).outcome()).isEqualTo("DAMAGED");
    }

    @Test
    void spotsAreInTheOrderOfTime() {
        assertThat(new Spot(1, 9).isBefore(new Spot(2, 0))).isTrue();
        assertThat(new Spot(2, 0).isBefore(new Spot(1, 9))).isFalse();
        assertThat(new Spot(1, 8).isBefore(new Spot(1, 9))).isTrue();
        assertThat(new Spot(1, 9).isBefore(new Spot(1, 9))).isFalse();
        assertThatThrownBy(() -> new Spot(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
