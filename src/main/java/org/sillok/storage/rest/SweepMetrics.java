package org.sillok.storage.rest;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.sillok.storage.SweepMeter;

/** What the sweeps of this process removed, when they last did, and how often they failed. */
@ApplicationScoped
public class SweepMetrics implements MeterBinder {
    private static final String REMOVED = "sillok.sweep.removed";

    private final SweepMeter sweeps;
    private final Clock clock;

    public SweepMetrics(SweepMeter sweeps, Clock clock) {
        this.sweeps = sweeps;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (SweepMeter.Of of : SweepMeter.Of.values()) {
            Gauge.builder("sillok.sweep.age", sweeps, from -> age(from.state(of)))
                    .description("Seconds since a sweep last came to its end")
                    .tag("of", tag(of))
                    .register(registry);
            counter(registry, of, "sillok.sweep.failures", "Sweeps that failed", "", SweepMeter.State::failures);
            removed(registry, of, "drafts", SweepMeter.Removed::drafts);
            removed(registry, of, "objects", SweepMeter.Removed::objects);
        }
        removed(registry, SweepMeter.Of.UPLOADS, "uploads", SweepMeter.Removed::uploads);
        counter(
                registry,
                SweepMeter.Of.UPLOADS,
                "sillok.sweep.removed.bytes",
                "Bytes that had arrived of expired uploads",
                "",
                state -> state.total().uploadBytes());
    }

    private void removed(
            MeterRegistry registry, SweepMeter.Of of, String what, ToDoubleFunction<SweepMeter.Removed> count) {
        counter(registry, of, REMOVED, "What sweeps removed", what, state -> count.applyAsDouble(state.total()));
    }

    private void counter(
            MeterRegistry registry,
            SweepMeter.Of of,
            String name,
            String description,
            String what,
            ToDoubleFunction<SweepMeter.State> count) {
        FunctionCounter.Builder<SweepMeter> counter = FunctionCounter.builder(
                        name, sweeps, from -> count.applyAsDouble(from.state(of)))
                .description(description)
                .tag("of", tag(of));
        (what.isEmpty() ? counter : counter.tag("what", what)).register(registry);
    }

    private double age(SweepMeter.State state) {
        Instant succeeded = state.succeeded();
        return succeeded == null
                ? Double.NaN
                : Duration.between(succeeded, clock.instant()).toMillis() / 1000.0;
    }

    private static String tag(SweepMeter.Of of) {
        return of.name().toLowerCase(Locale.ROOT);
    }
}
