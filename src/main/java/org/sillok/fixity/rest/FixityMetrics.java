package org.sillok.fixity.rest;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.function.ToDoubleFunction;
import org.sillok.fixity.FixityMeter;
import org.sillok.fixity.core.Copy;
import org.sillok.fixity.core.Lag;
import org.sillok.fixity.core.Round;

/** Open incidents, how far the round is, and how old the last one that was complete. */
@ApplicationScoped
public class FixityMetrics implements MeterBinder {
    private final FixityMeter meter;
    private final Clock clock;

    public FixityMetrics(FixityMeter meter, Clock clock) {
        this.meter = meter;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Copy copy : Copy.values()) {
            Gauge.builder(
                            "sillok.fixity.incidents.open",
                            meter,
                            from -> from.state().open().getOrDefault(copy, 0L))
                    .description("Stored copies that are missing or altered and not repaired")
                    .tag("copy", copy.name())
                    .register(registry);
        }
        FunctionCounter.builder("sillok.fixity.files.checked", meter, FixityMeter::files)
                .description("Copies of files that this process has read")
                .register(registry);
        FunctionCounter.builder("sillok.fixity.bytes.checked", meter, FixityMeter::bytes)
                .description("Bytes of the copies that this process has read")
                .register(registry);
        gauge(
                registry,
                "sillok.fixity.round.progress",
                "How much of the round is done; 1 between rounds",
                from -> from.state()
                        .newest()
                        .filter(Round::isOpen)
                        .map(round -> round.total() == 0 ? 1.0 : (double) round.done() / round.total())
                        .orElse(1.0));
        gauge(registry, "sillok.fixity.round.age", "Seconds since the last complete round ended", this::age);
        gauge(
                registry,
                "sillok.fixity.replica.behind",
                "Log entries that the replica's copier has not looked at yet",
                from -> from.state()
                        .lag()
                        .map(Lag::entries)
                        .map(Long::doubleValue)
                        .orElse(Double.NaN));
        gauge(
                registry,
                "sillok.fixity.delayed",
                "1 while nothing is read although it should be",
                from -> from.delay().isPresent() ? 1 : 0);
    }

    private double age(FixityMeter from) {
        // As long as none is complete, since the first one began.
        return from.state()
                .complete()
                .map(Round::endedAt)
                .or(() -> from.state().newest().map(Round::begunAt))
                .map(ended -> Duration.between(ended, clock.instant()).toMillis() / 1000.0)
                .orElse(Double.NaN);
    }

    private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<FixityMeter> value) {
        Gauge.builder(name, meter, value).description(description).register(registry);
    }
}
