package org.sillok.storage;

/** The name is taken; the object that has it is untouched. */
public final class ObjectExistsException extends StorageException {
    private static final long serialVersionUID = 1L;

    public ObjectExistsException(ObjectName name) {
        super("object " + name + " exists", null);
    }
}
