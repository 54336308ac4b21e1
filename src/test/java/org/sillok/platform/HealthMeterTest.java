package org.sillok.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HealthMeterTest {
    private final AtomicLong now = new AtomicLong();
    private volatile boolean well = true;

    /** Named as the checks of the rooms are. */
    private final class DiskShelfHealth implements HealthCheck {
        @Override
        public HealthCheckResponse call() {
            return HealthCheckResponse.named("disk shelf").status(well).build();
        }
    }

    /** What the container puts in front of a bean. */
    private static final class LogHealth_ClientProxy implements HealthCheck {
        @Override
        public HealthCheckResponse call() {
            throw new IllegalStateException("as it happens");
        }
    }

    @Test
    void whatWasSeenLastIsShown() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        HealthMeter meter = meter(Runnable::run, new DiskShelfHealth(), new LogHealth_ClientProxy());
        meter.bindTo(registry);
        assertThat(value(registry, "disk-shelf")).isNaN();
        meter.look();
        assertThat(value(registry, "disk-shelf")).isEqualTo(1);
        well = false;
        assertThat(value(registry, "disk-shelf")).isEqualTo(1);
        meter.look();
        assertThat(value(registry, "disk-shelf")).isZero();
    }

    @Test
    void aCheckThatFailsIsNotWell() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        HealthMeter meter = meter(Runnable::run, new LogHealth_ClientProxy());
        meter.bindTo(registry);
        meter.look();
        assertThat(value(registry, "log")).isZero();
    }

    @Test
    void aCheckThatDoesNotComeBackIsNotWellAfterAMinute() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        List<Double> seen = new ArrayList<>();
        HealthCheck silent = new HealthCheck() {
            @Override
            public HealthCheckResponse call() {
                seen.add(value(registry, ""));
                now.addAndGet(TimeUnit.SECONDS.toNanos(60));
                seen.add(value(registry, ""));
                now.addAndGet(1);
                seen.add(value(registry, ""));
                return HealthCheckResponse.up("silent");
            }
        };
        HealthMeter meter = meter(Runnable::run, silent);
        meter.bindTo(registry);
        meter.look();
        meter.look();
        assertThat(seen).containsExactly(Double.NaN, Double.NaN, 0.0, 1.0, 1.0, 0.0);
        assertThat(value(registry, "")).isEqualTo(1);
    }

    @Test
    void whatWasSeenLastCountsForAMinuteAndOneTurn() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        HealthMeter meter = meter(Runnable::run, new DiskShelfHealth());
        meter.bindTo(registry);
        meter.look();
        now.addAndGet(TimeUnit.SECONDS.toNanos(70));
        assertThat(value(registry, "disk-shelf")).isEqualTo(1);
        now.addAndGet(1);
        assertThat(value(registry, "disk-shelf")).as("nobody looks any more").isZero();
        meter.look();
        assertThat(value(registry, "disk-shelf")).isEqualTo(1);
    }

    @Test
    @Timeout(60)
    void aCheckThatHangsKeepsNoOtherFromBeingSeen() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        HealthCheck hanging = new LogHealth(released, asked);
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            HealthMeter meter = meter(threads, hanging, new DiskShelfHealth());
            meter.bindTo(registry);
            meter.look();
            await(() -> value(registry, "disk-shelf") == 1);
            assertThat(value(registry, "log")).isNaN();
            well = false;
            meter.look();
            await(() -> value(registry, "disk-shelf") == 0);
            well = true;
            meter.look();
            await(() -> value(registry, "disk-shelf") == 1);
            now.addAndGet(TimeUnit.SECONDS.toNanos(60) + 1);
            assertThat(value(registry, "log")).isZero();
            assertThat(value(registry, "disk-shelf")).isEqualTo(1);
            assertThat(asked).as("it is not asked again while it is silent").hasValue(1);
            released.countDown();
            await(() -> value(registry, "log") == 1);
            meter.look();
            await(() -> asked.get() == 2);
        } finally {
            released.countDown();
            threads.shutdownNow();
        }
    }

    /** Does not come back before it is let go. */
    private record LogHealth(CountDownLatch released, AtomicInteger asked) implements HealthCheck {
        @Override
        public HealthCheckResponse call() {
            asked.incrementAndGet();
            try {
                released.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return HealthCheckResponse.up("log");
        }
    }

    private HealthMeter meter(Executor executor, HealthCheck... checks) {
        return new HealthMeter(List.of(checks), now::get, new HealthQuestion()::isWell, executor);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private static double value(SimpleMeterRegistry registry, String check) {
        return registry.get(HealthMeter.NAME).tag("check", check).gauge().value();
    }
}
