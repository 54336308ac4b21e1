package org.sillok.backup.db;

/** The database could not be read or filled. The message quotes no rows. */
public final class DatabaseCopyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseCopyException(String message) {
        super(message);
    }

    DatabaseCopyException(String message, Throwable cause) {
        super(message, cause);
    }
}
