package org.sillok.platform.cli;

/** A command could not do its work. The message is one line for the person at the keyboard. */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommandFailure(String message) {
        super(message);
    }
}
