package org.sillok.storage;

/** The store cannot be used now, for a reason that is neither lack of room nor lack of permission. */
public final class StorageUnavailableException extends StorageException {
    private static final long serialVersionUID = 1L;

    public StorageUnavailableException(String message) {
        super(message, null);
    }

    public StorageUnavailableException(Throwable cause) {
        super("the object store is unavailable", cause);
    }
}
