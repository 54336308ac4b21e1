package org.sillok.storage;

/** No room is left: the device, its inodes or the quota is exhausted. Nothing was published. */
public final class StorageFullException extends StorageException {
    private static final long serialVersionUID = 1L;

    public StorageFullException(String message) {
        super(message, null);
    }

    public StorageFullException(Throwable cause) {
        super("the object store is full", cause);
    }
}
