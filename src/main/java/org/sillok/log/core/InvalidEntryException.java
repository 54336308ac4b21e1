package org.sillok.log.core;

/** An entry bundle, tile or leaf is not of the one form that the log writes. */
public final class InvalidEntryException extends Exception {
    private static final long serialVersionUID = 1L;

    public InvalidEntryException(String message) {
        super(message);
    }
}
