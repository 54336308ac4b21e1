package org.sillok.vault.rest;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.Readiness;
import org.sillok.vault.KekRegister;

/** Not ready while a key-encryption key that is in use is lost, wrong or out of reach, unless it was declared lost. */
@Readiness
@Wellness
@ApplicationScoped
public class KeyHealth extends VaultHealth {
    private final KekRegister keks;

    public KeyHealth(KekRegister keks) {
        this.keks = keks;
    }

    @Override
    String name() {
        return "key-encryption key";
    }

    @Override
    long lost() {
        keks.verify();
        return keks.lost();
    }
}
