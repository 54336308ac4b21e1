package org.sillok.vault;

import org.jspecify.annotations.Nullable;

/** The key-encryption key is lost, wrong, or cannot be reached. The message says what the operator can do. */
public final class KekUnavailableException extends VaultException {
    private static final long serialVersionUID = 1L;

    private final KeyTrouble trouble;

    public KekUnavailableException(KeyTrouble trouble, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.trouble = trouble;
    }

    /** The same for everybody: names no file and no address. */
    public KeyTrouble trouble() {
        return trouble;
    }
}
