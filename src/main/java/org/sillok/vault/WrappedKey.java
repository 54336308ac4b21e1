package org.sillok.vault;

import org.sillok.kernel.Bytes;

/** A key sealed under the key-encryption key {@code kekId}. */
public record WrappedKey(String kekId, Bytes bytes) {
    public WrappedKey {
        if (kekId.isBlank() || kekId.length() > 200) {
            throw new IllegalArgumentException("not the identifier of a key-encryption key");
        }
    }
}
