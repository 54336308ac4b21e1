package org.sillok.feed.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryPlanTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Answer FAILED = new Answer.None(DeliveryProblem.UNREACHABLE);

    private final RetryPlan plan =
            new RetryPlan(List.of(Duration.ofSeconds(5), Duration.ofMinutes(1)), Duration.ofDays(3));

    @Test
    void waitsGrowAndAreStretchedByUpToAFifth() {
        assertThat(plan.next(1, NOW, 0)).contains(NOW.plusSeconds(5));
        assertThat(plan.next(1, NOW, 255)).contains(NOW.plusSeconds(6));
        assertThat(plan.next(2, NOW, 0)).contains(NOW.plusSeconds(60));
        assertThat(plan.next(2, NOW, 255)).contains(NOW.plusSeconds(72));
    }

    @Test
    void afterTheLastWaitNobodyTriesAgain() {
        assertThat(plan.next(3, NOW, 0)).isEmpty();
        assertThat(plan.next(100, NOW, 0)).isEmpty();
    }

    @Test
    void aWebhookIsPausedWhenItsReceiverHasTakenNothingForLong() {
        assertThat(plan.pause(FAILED, null, NOW)).isEmpty();
        assertThat(plan.pause(FAILED, NOW.minus(Duration.ofDays(3)).plusMillis(1), NOW))
                .isEmpty();
        assertThat(plan.pause(FAILED, NOW.minus(Duration.ofDays(3)), NOW)).contains(PauseReason.FAILING);
        assertThat(plan.pause(new Answer.Status(204), NOW.minus(Duration.ofDays(9)), NOW))
                .isEmpty();
        assertThat(plan.pause(new Answer.Status(410), NOW, NOW)).contains(PauseReason.GONE);
    }

    @Test
    void onlyTwoHundredsAreTaken() {
        for (int code = 100; code < 600; code++) {
            Answer answer = new Answer.Status(code);
            assertThat(answer.taken()).isEqualTo(code >= 200 && code < 300);
            assertThat(answer.problem()).isEqualTo(answer.taken() ? null : DeliveryProblem.REFUSED_BY_RECEIVER);
        }
        assertThat(FAILED.taken()).isFalse();
        assertThat(FAILED.problem()).isEqualTo(DeliveryProblem.UNREACHABLE);
    }
}
