package org.sillok.vault;

/**
 * The holder of the key-encryption key: a local file, a transit or KMS service, a PKCS#11 token. Thread-safe. Each
 * method throws {@link KekUnavailableException} when the key cannot be used, and may be repeated.
 */
public interface KeyVault {
    /** Seals 32 bytes under the current key-encryption key, bound to {@code associatedData}. */
    WrappedKey wrap(byte[] associatedData, byte[] key);

    /**
     * Opens what {@link #wrap} sealed, under any key-encryption key still held.
     *
     * @throws SealBrokenException if the bytes or {@code associatedData} are not those of the call to {@code wrap}
     */
    byte[] unwrap(byte[] associatedData, WrappedKey wrapped);

    /** The identifier of the key that {@link #wrap} uses; not secret. */
    String currentKekId();
}
