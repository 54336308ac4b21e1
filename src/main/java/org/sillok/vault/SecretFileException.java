package org.sillok.vault;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A file with a secret cannot be used. The message names the file and the way out and holds no secret. */
public final class SecretFileException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    SecretFileException(String message, @Nullable Exception cause) {
        super(message, cause);
    }
}
