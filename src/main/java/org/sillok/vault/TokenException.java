package org.sillok.vault;

import org.jspecify.annotations.Nullable;

/** A PKCS#11 token cannot be used. The message says what an operator can do, and holds no secret. */
public final class TokenException extends VaultException {
    private static final long serialVersionUID = 1L;

    private final boolean denied;

    TokenException(String message, @Nullable Exception cause) {
        this(message, false, cause);
    }

    TokenException(String message, boolean denied, @Nullable Exception cause) {
        super(message, cause);
        this.denied = denied;
    }

    /** Whether the token refuses the PIN, or there is none. */
    boolean denied() {
        return denied;
    }

    static boolean causedBy(@Nullable Throwable failure, Class<? extends Throwable> type) {
        return failure != null && (type.isInstance(failure) || causedBy(failure.getCause(), type));
    }
}
