package org.sillok.log.core;

/** A note, key, checkpoint or proof text is malformed, or no trusted signature holds. Nothing it says may be used. */
public final class InvalidNoteException extends Exception {
    private static final long serialVersionUID = 1L;

    public InvalidNoteException(String message) {
        super(message);
    }

    public InvalidNoteException(String message, Throwable cause) {
        super(message, cause);
    }
}
