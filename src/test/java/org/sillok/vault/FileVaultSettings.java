package org.sillok.vault;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A vault of key files that are in {@code folder}. */
record FileVaultSettings(Path folder, int digestThreads) implements VaultConfig {
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
}
