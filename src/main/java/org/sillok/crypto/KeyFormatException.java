package org.sillok.crypto;

/** Bytes or text that are not a key of the expected kind in its one accepted encoding. Never repeats the input. */
public final class KeyFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    KeyFormatException(String message) {
        super(message);
    }
}
