package org.sillok.backup;

import org.jspecify.annotations.Nullable;

/** A backup could not be made, or is not what it should be. The message is one line for the operator. */
public final class BackupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BackupException(String message) {
        super(message);
    }

    public BackupException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
