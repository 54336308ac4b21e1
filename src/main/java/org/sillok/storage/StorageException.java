package org.sillok.storage;

import org.jspecify.annotations.Nullable;

/** A failure of the object store. Unchecked, so that it passes through streams and stays apart from a client's. */
public abstract sealed class StorageException extends RuntimeException
        permits StorageFullException,
                StorageReadOnlyException,
                StorageUnavailableException,
                NoSuchObjectException,
                ObjectExistsException,
                ObjectConflictException {
    private static final long serialVersionUID = 1L;

    protected StorageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
