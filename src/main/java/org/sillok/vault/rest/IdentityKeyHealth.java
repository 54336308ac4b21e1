package org.sillok.vault.rest;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.Readiness;
import org.sillok.vault.IdentityRewrapping;

/** Not ready while a key-encryption key that identities were sealed under is lost, wrong or out of reach. */
@Readiness
@Wellness
@ApplicationScoped
public class IdentityKeyHealth extends VaultHealth {
    private final IdentityRewrapping keys;

    public IdentityKeyHealth(IdentityRewrapping keys) {
        this.keys = keys;
    }

    @Override
    String name() {
        return "key-encryption key of identities";
    }

    @Override
    long lost() {
        keys.verify();
        return 0;
    }
}
