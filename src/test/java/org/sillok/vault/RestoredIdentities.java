package org.sillok.vault;

import java.nio.file.Path;
import java.util.Optional;
import javax.sql.DataSource;
import org.sillok.vault.db.IdentityKeyRows;

/** An identity vault over any database and key file, as a process of its own would have it. */
public final class RestoredIdentities {
    private record Settings(
            VaultConfig.Kind kind,
            Path keyFile,
            Optional<VaultConfig.Transit> transit,
            Optional<VaultConfig.Pkcs11> pkcs11)
            implements IdentityVaultConfig {}

    private RestoredIdentities() {}

    public static IdentityVault over(DataSource database, Path keyFile) {
        IdentityKeyRows rows = new IdentityKeyRows(database);
        return new IdentityVault(
                new Settings(VaultConfig.Kind.FILE, keyFile, Optional.empty(), Optional.empty()),
                new IdentityKeks(rows, ObjectFixture.RANDOMNESS),
                rows,
                ObjectFixture.RANDOMNESS);
    }

    /** What moves its keys. */
    static IdentityRewrapping rewrapping(IdentityVault vault, DataSource database) {
        IdentityKeyRows rows = new IdentityKeyRows(database);
        return new IdentityRewrapping(vault, new IdentityKeks(rows, ObjectFixture.RANDOMNESS), rows);
    }
}
