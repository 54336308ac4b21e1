package org.sillok.log.rest;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.ToDoubleFunction;
import org.sillok.log.LogStatus;
import org.sillok.log.LogStatus.Condition;
import org.sillok.log.TransparencyLog;

/** Sizes and conditions of the log, as this process knows them. */
@ApplicationScoped
public class LogMetrics implements MeterBinder {
    private final TransparencyLog log;

    public LogMetrics(TransparencyLog log) {
        this.log = log;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "sillok.log.numbered", "Entries that have an index", LogStatus::numbered);
        gauge(registry, "sillok.log.integrated", "Entries that are in the tree", LogStatus::integrated);
        gauge(registry, "sillok.log.published", "Entries that a signed checkpoint covers", LogStatus::published);
        gauge(
                registry,
                "sillok.log.lag",
                "Entries that have an index and no signed checkpoint",
                status -> status.numbered() - status.published());
        gauge(
                registry,
                "sillok.log.leading",
                "1 while this process numbers and signs",
                status -> status.condition() instanceof Condition.Leading ? 1 : 0);
        gauge(
                registry,
                "sillok.log.refusing",
                "1 while this process refuses to sign",
                status -> status.condition() instanceof Condition.Refusing ? 1 : 0);
    }

    private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<LogStatus> value) {
        Gauge.builder(name, log, source -> value.applyAsDouble(source.status()))
                .description(description)
                .register(registry);
    }
}
