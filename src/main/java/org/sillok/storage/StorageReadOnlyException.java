package org.sillok.storage;

/** The store cannot be written: it is mounted read-only or the process may not write to it. */
public final class StorageReadOnlyException extends StorageException {
    private static final long serialVersionUID = 1L;

    public StorageReadOnlyException(String message) {
        super(message, null);
    }

    public StorageReadOnlyException(Throwable cause) {
        super("the object store is read-only", cause);
    }
}
