package org.sillok.vault;

import org.jspecify.annotations.Nullable;

/** The sealed bytes are not what was sealed for this purpose. */
public final class SealBrokenException extends VaultException {
    private static final long serialVersionUID = 1L;

    public SealBrokenException(String what, @Nullable Throwable cause) {
        super("the seal of " + what + " is broken", cause);
    }
}
