package org.sillok.vault;

import org.jspecify.annotations.Nullable;

/** The vault cannot give what was asked for. Messages name identifiers, never content. */
public abstract sealed class VaultException extends RuntimeException
        permits KekUnavailableException,
                KeyDestroyedException,
                KeyMissingException,
                SealBrokenException,
                ObjectDamagedException,
                TokenException {
    private static final long serialVersionUID = 1L;

    protected VaultException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
