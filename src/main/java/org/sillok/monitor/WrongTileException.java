package org.sillok.monitor;

/** A tile of the log is malformed, or does not fit what lies below it or what was verified before. */
final class WrongTileException extends Exception {
    private static final long serialVersionUID = 1L;

    WrongTileException(String message) {
        super(message);
    }
}
