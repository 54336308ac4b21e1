package org.sillok.vault;

import org.jspecify.annotations.Nullable;

/** A PKCS#11 token cannot be used. The message says what an operator can do, and holds no secret. */
public final class TokenException extends VaultException {
    private static final long serialVersionUID = 1L;

    TokenException(String message, @Nullable Exception cause) {
        super(message, cause);
    }
}
