package org.sillok.vault;

import java.util.Map;
import java.util.Optional;

/** One vault that wraps, and others that open what they wrapped before: how a repository moves from one to another. */
final class KeyVaults implements KeyVault {
    private final KeyVault current;
    private final Map<String, KeyVault> byPrefix;

    /** {@code byPrefix}: all of them, by how the identifiers of their keys begin. */
    KeyVaults(KeyVault current, Map<String, KeyVault> byPrefix) {
        this.current = current;
        this.byPrefix = Map.copyOf(byPrefix);
    }

    @Override
    public WrappedKey wrap(byte[] associatedData, byte[] key) {
        return current.wrap(associatedData, key);
    }

    @Override
    public byte[] unwrap(byte[] associatedData, WrappedKey wrapped) {
        for (Map.Entry<String, KeyVault> vault : byPrefix.entrySet()) {
            if (wrapped.kekId().startsWith(vault.getKey())) {
                return vault.getValue().unwrap(associatedData, wrapped);
            }
        }
        throw new KekUnavailableException(
                KeyTrouble.NOT_CONFIGURED,
                "The key-encryption key " + wrapped.kekId() + " is in a vault that is not configured (sillok.vault.*).",
                null);
    }

    @Override
    public String currentKekId() {
        return current.currentKekId();
    }

    @Override
    public Optional<String> existingKekId() {
        return current.existingKekId();
    }

    @Override
    public void makeKey() {
        current.makeKey();
    }
}
