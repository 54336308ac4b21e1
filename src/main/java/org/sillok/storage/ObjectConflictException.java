package org.sillok.storage;

/** The name is taken by other bytes, or by a longer name that continues it. Somebody broke a rule: never retried. */
public final class ObjectConflictException extends StorageException {
    private static final long serialVersionUID = 1L;

    public ObjectConflictException(ObjectName name) {
        super("object " + name + " exists with other bytes", null);
    }
}
