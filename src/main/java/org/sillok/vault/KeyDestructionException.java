package org.sillok.vault;

import org.jspecify.annotations.Nullable;

/** Keys were not destroyed, or it could not be seen that they are. Nothing may say that they are. */
public final class KeyDestructionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeyDestructionException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
