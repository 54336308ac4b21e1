package org.sillok.custody.core;

/** Bytes that are not a statement, disclosure, head or receipt in the one accepted spelling. Never repeats the input. */
public final class CustodyFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    public CustodyFormatException(String message) {
        super(message);
    }
}
