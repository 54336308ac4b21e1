package org.sillok.vault;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.sillok.kernel.Randomness;

/** Chooses the key vault. */
@ApplicationScoped
class VaultBeans {
    @Produces
    @Singleton
    KeyVault keyVault(VaultConfig config, Randomness randomness, Instance<KekRegister> register) {
        return new LocalKeyVault(
                new KekFile(config.keyFile()), randomness, () -> register.get().isEmpty());
    }
}
