package org.sillok.time.rest;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.jspecify.annotations.Nullable;
import org.sillok.time.TimeConfig;
import org.sillok.time.TimeMeter;
import org.sillok.time.TimeStatus;
import org.sillok.time.core.Stamp;

/**
 * Whether checkpoints get stamped. A matter of wellness, not of readiness: deposits go on without trusted time, and a
 * service must not leave the load balancer for an authority that is down.
 */
@Wellness
@ApplicationScoped
public class TimeHealth implements HealthCheck {
    private final TimeMeter meter;
    private final TimeConfig config;

    public TimeHealth(TimeMeter meter, TimeConfig config) {
        this.meter = meter;
        this.config = config;
    }

    @Override
    public HealthCheckResponse call() {
        TimeStatus status = meter.status();
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("trusted time");
        if (status.stalled()) {
            answer.withData("condition", "stalled: restart the process");
            answer.withData("silent", status.silence().toSeconds() + " s");
        } else if (status.failing()) {
            answer.withData("condition", "delayed");
        } else if (config.work()) {
            answer.withData("condition", status.isConfigured() ? "stamping" : "no authorities configured");
        } else {
            answer.withData("condition", "not by this process");
        }
        for (TimeStatus.Line line : status.authorities()) {
            answer.withData(line.authority(), state(line.newest()));
        }
        return answer.status(status.isWell()).build();
    }

    private static String state(@Nullable Stamp newest) {
        if (newest == null) {
            return "NONE";
        }
        return newest.problem() == null ? newest.state().name() : newest.state() + " " + newest.problem();
    }
}
