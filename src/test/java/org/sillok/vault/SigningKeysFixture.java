package org.sillok.vault;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Signing keys under a passphrase of their own, for tests of rooms that sign. */
public final class SigningKeysFixture {
    private SigningKeysFixture() {}

    /** Keys whose passphrase is the file {@code passphrase} in {@code folder}. */
    public static SigningKeys in(Path folder) {
        return new SigningKeys(new VaultConfig() {
            @Override
            public Kind kind() {
                return Kind.FILE;
            }

            @Override
            public Optional<Transit> transit() {
                return Optional.empty();
            }

            @Override
            public Optional<Pkcs11> pkcs11() {
                return Optional.empty();
            }

            @Override
            public Path keyFile() {
                return folder.resolve("kek");
            }

            @Override
            public Path passphraseFile() {
                return folder.resolve("passphrase");
            }

            @Override
            public Duration patience() {
                return Duration.ZERO;
            }

            @Override
            public int digestThreads() {
                return 0;
            }
        });
    }
}
