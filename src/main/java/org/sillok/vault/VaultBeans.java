package org.sillok.vault;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.sillok.kernel.Randomness;

/** Chooses the key vault. */
@ApplicationScoped
class VaultBeans {
    @Produces
    @Singleton
    KeyVault keyVault(VaultConfig config, Randomness randomness, Instance<KekRegister> register) {
        boolean inFile = config.kind() == VaultConfig.Kind.FILE;
        Map<String, KeyVault> vaults = new HashMap<>();
        vaults.put(
                LocalKeyVault.PREFIX,
                new LocalKeyVault(
                        new KekFile(config.keyFile()),
                        randomness,
                        () -> inFile && register.get().knowsNone(LocalKeyVault.PREFIX)));
        if (!inFile || config.transit().isPresent()) {
            vaults.put(TransitKeyVault.PREFIX, new TransitKeyVault(TransitSettings.of(config.transit()), randomness));
        }
        KeyVault current = vaults.get(inFile ? LocalKeyVault.PREFIX : TransitKeyVault.PREFIX);
        return new KeyVaults(Objects.requireNonNull(current), vaults);
    }
}
