package org.sillok.storage;

/** There is no object of this name. */
public final class NoSuchObjectException extends StorageException {
    private static final long serialVersionUID = 1L;

    public NoSuchObjectException(ObjectName name) {
        super("no object " + name, null);
    }
}
