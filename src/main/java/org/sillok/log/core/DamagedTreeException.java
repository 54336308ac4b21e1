package org.sillok.log.core;

/** Stored parts of a log are missing, malformed or do not fit each other. A fault of the store, never of a caller. */
public final class DamagedTreeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DamagedTreeException(String message) {
        super(message);
    }

    public DamagedTreeException(String message, Throwable cause) {
        super(message, cause);
    }
}
