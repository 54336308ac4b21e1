package org.sillok.storage;

/** A setting of the object store cannot be used. The message is one line for the operator, with the way out. */
public final class StorageSettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StorageSettingException(String message) {
        super(message);
    }
}
