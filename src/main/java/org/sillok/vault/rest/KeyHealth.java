package org.sillok.vault.rest;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.sillok.vault.KekRegister;
import org.sillok.vault.KekUnavailableException;

/** Not ready while a key-encryption key that is in use is lost, wrong or out of reach. */
@Readiness
@Wellness
@ApplicationScoped
public class KeyHealth implements HealthCheck {
    private static final String NAME = "key-encryption key";

    private final KekRegister keks;

    public KeyHealth(KekRegister keks) {
        this.keks = keks;
    }

    @Override
    public HealthCheckResponse call() {
        try {
            keks.verify();
            return HealthCheckResponse.up(NAME);
        } catch (KekUnavailableException e) {
            return HealthCheckResponse.named(NAME)
                    .down()
                    .withData("condition", e.trouble().name())
                    .withData("reason", e.trouble().sentence())
                    .build();
        }
    }
}
