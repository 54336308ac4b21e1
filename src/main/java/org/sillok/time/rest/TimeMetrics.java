package org.sillok.time.rest;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.sillok.time.TimeConfig;
import org.sillok.time.TimeMeter;
import org.sillok.time.TimeStatus;
import org.sillok.time.core.StampProblem;

/** How old the newest time-stamp of each authority is, how clocks differ, and what failed. */
@ApplicationScoped
public class TimeMetrics implements MeterBinder {
    private final TimeMeter meter;
    private final TimeConfig config;
    private final Clock clock;

    public TimeMetrics(TimeMeter meter, TimeConfig config, Clock clock) {
        this.meter = meter;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (String authority : config.authorities().keySet()) {
            gauge(
                    registry,
                    "sillok.time.stamp.age",
                    "Seconds since the newest time that the authority has proven, by this service's clock",
                    authority,
                    this::age);
            gauge(
                    registry,
                    "sillok.time.clock.difference",
                    "The authority's time less this service's own, in seconds, when the newest time-stamp came",
                    authority,
                    line -> seconds(line.difference()));
            for (StampProblem problem : StampProblem.values()) {
                FunctionCounter.builder("sillok.time.failures", meter, from -> from.failures(authority, problem))
                        .description("Attempts of this process that failed")
                        .tag("authority", authority)
                        .tag("problem", problem.name())
                        .register(registry);
            }
        }
    }

    private void gauge(
            MeterRegistry registry,
            String name,
            String description,
            String authority,
            ToDoubleFunction<TimeStatus.Line> value) {
        Gauge.builder(
                        name,
                        meter,
                        from -> from.status().authorities().stream()
                                .filter(line -> line.authority().equals(authority))
                                .mapToDouble(value)
                                .findFirst()
                                .orElse(Double.NaN))
                .description(description)
                .tag("authority", authority)
                .register(registry);
    }

    private double age(TimeStatus.Line line) {
        Instant time = line.time();
        return time == null ? Double.NaN : seconds(Duration.between(time, clock.instant()));
    }

    private static double seconds(@Nullable Duration duration) {
        return duration == null ? Double.NaN : duration.toMillis() / 1000.0;
    }
}
