package org.sillok.vault;

import java.nio.file.Path;

/** Signing keys under a passphrase of their own, for tests of rooms that sign. */
public final class SigningKeysFixture {
    private SigningKeysFixture() {}

    /** Keys whose passphrase is the file {@code passphrase} in {@code folder}. */
    public static SigningKeys in(Path folder) {
        return new SigningKeys(new FileVaultSettings(folder, 0));
    }
}
