package org.sillok.backup.rest;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.sillok.backup.LastBackup;
import org.sillok.kernel.Timestamps;

/** How old the last complete backup is; not well when that is more than the operator wants. */
@Wellness
@ApplicationScoped
public class BackupHealth implements HealthCheck, MeterBinder {
    private final LastBackup last;

    public BackupHealth(LastBackup last) {
        this.last = last;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("backup").status(!last.isOverdue());
        last.at().ifPresent(at -> response.withData("lastComplete", Timestamps.format(at)));
        if (last.isOverdue()) {
            response.withData(
                            "reason", "the last complete backup is older than sillok.backup.max-age, or there is none")
                    .withData("wayOut", "run sillok backup, and look why the schedule did not");
        }
        return response.build();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder(
                        "sillok.backup.age",
                        last,
                        source -> source.age()
                                .map(Duration::toSeconds)
                                .map(Long::doubleValue)
                                .orElse(Double.NaN))
                .description("Seconds since the last complete backup")
                .baseUnit("seconds")
                .register(registry);
    }
}
