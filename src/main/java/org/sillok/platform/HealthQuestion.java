package org.sillok.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;

/** Asks a health check outside of any request, as a request would: in a context of its own, from whatever thread. */
@ApplicationScoped
class HealthQuestion {
    /** Whether it says that all is well. What it throws goes on. */
    @ActivateRequestContext
    boolean isWell(HealthCheck check) {
        return check.call().getStatus() == Status.UP;
    }
}
