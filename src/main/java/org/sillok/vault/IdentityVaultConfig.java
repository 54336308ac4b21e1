package org.sillok.vault;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** How the keys of identities are kept: key-encryption keys of their own, apart from those of {@link VaultConfig}. */
@ConfigMapping(prefix = "sillok.identities.vault")
public interface IdentityVaultConfig {
    /** Which vault wraps new keys: file, transit or pkcs11. What another kind wrapped still opens while its settings are there. */
    @WithDefault("file")
    VaultConfig.Kind kind();

    /** A transit engine; name another key than that of {@code sillok.vault.transit}. */
    Optional<VaultConfig.Transit> transit();

    /** A token; name another label than that of {@code sillok.vault.pkcs11}. */
    Optional<VaultConfig.Pkcs11> pkcs11();

    /**
     * The file with the key-encryption keys of identities, one a line, the current one first. Created on first use, readable
     * by its owner only. Point it to a secret that is mounted apart from the data directory. Without it no identity opens.
     */
    @WithDefault("${sillok.data-dir:data}/keys/identity-kek")
    Path keyFile();
}
