package org.sillok.storage.rest;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.sillok.kernel.Timestamps;
import org.sillok.storage.SweepMeter;

/**
 * Whether what was never meant to stay goes away: expired uploads, and drafts and objects that belong to nothing. A
 * matter of wellness: deposits go on. How much there is, is told by metrics only, because health is public.
 */
@Wellness
@ApplicationScoped
public class SweepHealth implements HealthCheck {
    private final SweepMeter sweeps;

    public SweepHealth(SweepMeter sweeps) {
        this.sweeps = sweeps;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("temporary bytes");
        boolean well = true;
        for (SweepMeter.Of of : SweepMeter.Of.values()) {
            SweepMeter.State state = sweeps.state(of);
            String name = of.name().toLowerCase(Locale.ROOT);
            answer.withData(name, condition(state));
            if (state.succeeded() != null) {
                answer.withData(name + "SweptAt", Timestamps.format(state.succeeded()));
            }
            well &= state.isWell();
        }
        return answer.status(well).build();
    }

    private static String condition(SweepMeter.State state) {
        if (state.failing()) {
            return "the last sweep failed; see the service's log";
        }
        if (state.overdue()) {
            return "not swept for hours";
        }
        return state.succeeded() == null ? "not swept yet" : "swept";
    }
}
