package org.sillok.fixity.rest;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.sillok.fixity.FixityConfig;
import org.sillok.fixity.FixityMeter;
import org.sillok.fixity.FixityState;
import org.sillok.fixity.core.Round;

/**
 * Whether what is stored is what was recorded: not while an incident is open. A matter of wellness, not of readiness: a
 * damaged file is no reason to refuse all others. Numbers only; who may know which item it is asks the API.
 */
@Wellness
@ApplicationScoped
public class FixityHealth implements HealthCheck {
    private final FixityMeter meter;
    private final FixityConfig config;

    public FixityHealth(FixityMeter meter, FixityConfig config) {
        this.meter = meter;
        this.config = config;
    }

    @Override
    public HealthCheckResponse call() {
        FixityState state = meter.state();
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("fixity");
        answer.withData("condition", condition(state));
        answer.withData("openIncidents", state.openIncidents());
        state.open().forEach((copy, count) -> answer.withData("open " + copy, count));
        state.lag().ifPresent(lag -> answer.withData("replicaBehind", lag.entries()));
        meter.delay().ifPresent(why -> answer.withData("delay", why));
        if (state.openIncidents() > 0) {
            answer.withData(
                    "reason", state.openIncidents() + " stored copies are missing or altered; see sillok fixity");
        }
        if (meter.unrecordedDamages() > 0) {
            answer.withData("unrecorded", meter.unrecordedDamages());
        }
        // What is not known is not well.
        return answer.status(meter.isKnown() && state.openIncidents() == 0 && meter.unrecordedDamages() == 0)
                .build();
    }

    private String condition(FixityState state) {
        if (!meter.isKnown()) {
            return "unknown: the database was not asked, or did not answer";
        } else if (!config.enabled()) {
            return "not by this process";
        } else if (meter.delay().isPresent()) {
            return "delayed";
        }
        Optional<Round> open = state.newest().filter(Round::isOpen);
        return open.map(round -> "round " + round.number() + ": " + round.done() + " of " + round.total())
                .orElse("waiting for the next round");
    }
}
