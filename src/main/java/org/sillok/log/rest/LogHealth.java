package org.sillok.log.rest;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.sillok.log.LogStatus;
import org.sillok.log.LogStatus.Condition;
import org.sillok.log.TransparencyLog;

/**
 * Whether the log numbers and signs. A matter of wellness, not of readiness: a service that may not sign still takes
 * deposits, and must not be taken out of the load balancer for it.
 */
@Wellness
@ApplicationScoped
public class LogHealth implements HealthCheck {
    private final TransparencyLog log;

    public LogHealth(TransparencyLog log) {
        this.log = log;
    }

    @Override
    public HealthCheckResponse call() {
        LogStatus status = log.status();
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("transparency log");
        Condition condition = status.condition();
        if (condition instanceof Condition.Delayed delayed) {
            return answer.down()
                    .withData("condition", "delayed")
                    .withData("reason", delayed.reason())
                    .build();
        }
        if (condition instanceof Condition.Refusing refusing) {
            return answer.down()
                    .withData("condition", "refusing to sign")
                    .withData("reason", refusing.reason())
                    .withData("wayOut", refusing.wayOut())
                    .build();
        }
        return answer.up()
                .withData("condition", condition instanceof Condition.Leading ? "leading" : "following")
                .build();
    }
}
