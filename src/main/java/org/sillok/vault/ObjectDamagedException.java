package org.sillok.vault;

import org.jspecify.annotations.Nullable;
import org.sillok.kernel.ObjectId;

/** The stored bytes of an object are not those that were written. */
public final class ObjectDamagedException extends VaultException {
    private static final long serialVersionUID = 1L;

    public ObjectDamagedException(ObjectId object, String how, @Nullable Throwable cause) {
        super("object " + object + ": " + how, cause);
    }
}
