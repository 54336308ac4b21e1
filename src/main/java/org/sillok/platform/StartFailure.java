package org.sillok.platform;

/**
 * The program cannot start. The message is one line for the person at the keyboard: what is wrong and the way out. It
 * holds no secret and needs no stack trace.
 */
public final class StartFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartFailure(String message) {
        super(message);
    }

    public StartFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
