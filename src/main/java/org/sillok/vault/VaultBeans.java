package org.sillok.vault;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.sillok.kernel.Randomness;
import org.sillok.vault.VaultConfig.Kind;

/** Chooses the key vault, and how long one waits for it. */
@ApplicationScoped
class VaultBeans {
    @Produces
    @Singleton
    KeyVault keyVault(VaultConfig config, Randomness randomness, Instance<KekRegister> register) {
        Kind kind = config.kind();
        Map<String, KeyVault> vaults = new HashMap<>();
        vaults.put(
                LocalKeyVault.PREFIX,
                new LocalKeyVault(
                        new KekFile(config.keyFile()),
                        randomness,
                        () -> kind == Kind.FILE && register.get().knowsNone(LocalKeyVault.PREFIX)));
        if (kind == Kind.TRANSIT || config.transit().isPresent()) {
            vaults.put(TransitKeyVault.PREFIX, new TransitKeyVault(TransitSettings.of(config.transit()), randomness));
        }
        if (kind == Kind.PKCS11 || config.pkcs11().isPresent()) {
            vaults.put(
                    Pkcs11Kek.PREFIX,
                    new Pkcs11KeyVault(
                            Pkcs11Settings.of(config.pkcs11()),
                            randomness,
                            make -> kind == Kind.PKCS11 && register.get().first(Pkcs11Kek.PREFIX, make)));
        }
        String current = switch (kind) {
            case FILE -> LocalKeyVault.PREFIX;
            case TRANSIT -> TransitKeyVault.PREFIX;
            case PKCS11 -> Pkcs11Kek.PREFIX;
        };
        return new KeyVaults(Objects.requireNonNull(vaults.get(current)), vaults);
    }

    @Produces
    @Singleton
    Patience patience(VaultConfig config) {
        return new Patience(config.patience());
    }
}
