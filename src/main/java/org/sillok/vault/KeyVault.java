package org.sillok.vault;

import java.util.Optional;

/**
 * The holder of the key-encryption key: a local file, a transit or KMS service, a PKCS#11 token. Thread-safe. Each
 * method throws {@link KekUnavailableException} when the key cannot be used, and may be repeated. What was wrong may be
 * put right while the service runs: the next call sees it.
 */
public interface KeyVault {
    /**
     * Seals 32 bytes under the current key-encryption key, bound to {@code associatedData}. What is returned was opened
     * again: a key that only this result holds is not lost by a fault of the vault.
     */
    WrappedKey wrap(byte[] associatedData, byte[] key);

    /**
     * Opens what {@link #wrap} sealed, under any key-encryption key still held.
     *
     * @throws SealBrokenException if the bytes or {@code associatedData} are not those of the call to {@code wrap}
     */
    byte[] unwrap(byte[] associatedData, WrappedKey wrapped);

    /** The identifier of the key that {@link #wrap} uses; not secret. The very first key is made if there is none. */
    String currentKekId();

    /** The same for somebody who only looks: empty where the very first key is still to be made. */
    Optional<String> existingKekId();

    /**
     * Makes a new key-encryption key, which is the current one when this returns; the earlier ones stay. Of all processes
     * of a repository one at a time may call this: {@link KekRegister#makeKey} sees to it.
     */
    void makeKey();
}
