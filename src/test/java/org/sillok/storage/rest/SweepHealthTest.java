package org.sillok.storage.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;
import org.sillok.kernel.StandingClock;
import org.sillok.storage.SweepMeter;
import org.sillok.storage.SweepMeter.Of;
import org.sillok.storage.SweepMeter.Removed;

class SweepHealthTest {
    private static final Duration PATIENCE = Duration.parse(SweepMeter.EVERY).multipliedBy(3);

    private final StandingClock clock = new StandingClock(Instant.parse("2030-01-01T00:00:00Z"));
    private final SweepMeter meter = new SweepMeter(clock);

    @Test
    void aSweepThatFailsIsSeenUntilOneSucceeds() {
        all(Removed.NOTHING);
        assertThat(health().getStatus()).isEqualTo(Status.UP);
        fail(Of.UPLOADS);
        fail(Of.UPLOADS);
        assertThat(health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(data("uploads")).isEqualTo("the last sweep failed; see the service's log");
        assertThat(data("deposits")).isEqualTo("swept");
        meter.watch(Of.UPLOADS, () -> Removed.NOTHING);
        assertThat(health().getStatus()).isEqualTo(Status.UP);
        assertThat(value("sillok.sweep.failures", "of", "uploads")).isEqualTo(2);
        assertThat(value("sillok.sweep.failures", "of", "deposits")).isZero();
    }

    @Test
    void sweepsThatDoNotComeAreSeen() {
        assertThat(data("uploads")).isEqualTo("not swept yet");
        clock.move(PATIENCE);
        assertThat(health().getStatus()).isEqualTo(Status.UP);
        clock.move(Duration.ofSeconds(1));
        assertThat(health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(data("deposits")).isEqualTo("not swept for hours");
        all(Removed.NOTHING);
        assertThat(health().getStatus()).isEqualTo(Status.UP);
        assertThat(data("depositsSweptAt")).isEqualTo("2030-01-01T03:00:01.000Z");
        clock.move(PATIENCE.plusSeconds(1));
        assertThat(health().getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void whatWasRemovedAddsUpInMetricsAndIsNotInHealth() {
        assertThat(value("sillok.sweep.age", "of", "uploads")).isNaN();
        all(new Removed(7, 777, 5, 3));
        all(new Removed(70, 1, 0, 0));
        clock.move(Duration.ofSeconds(90));
        assertThat(value("sillok.sweep.age", "of", "uploads")).isEqualTo(90);
        assertThat(value("sillok.sweep.removed", "of", "uploads", "what", "uploads"))
                .isEqualTo(77);
        assertThat(value("sillok.sweep.removed", "of", "uploads", "what", "drafts"))
                .isEqualTo(5);
        assertThat(value("sillok.sweep.removed", "of", "deposits", "what", "objects"))
                .isEqualTo(3);
        assertThat(value("sillok.sweep.removed.bytes", "of", "uploads")).isEqualTo(778);
        assertThat(health().getData().orElseThrow())
                .containsOnlyKeys("uploads", "uploadsSweptAt", "deposits", "depositsSweptAt");
    }

    private void all(Removed removed) {
        for (Of of : Of.values()) {
            assertThat(meter.watch(of, () -> removed)).isEqualTo(removed);
        }
    }

    private void fail(Of of) {
        assertThatThrownBy(() -> meter.watch(of, () -> {
                    throw new IllegalStateException("as it happens");
                }))
                .hasMessage("as it happens");
    }

    private HealthCheckResponse health() {
        return new SweepHealth(meter).call();
    }

    private Object data(String name) {
        return health().getData().orElseThrow().get(name);
    }

    private double value(String name, String... tags) {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        new SweepMetrics(meter, clock).bindTo(registry);
        return registry.get(name).tags(tags).meter().measure().iterator().next().getValue();
    }
}
