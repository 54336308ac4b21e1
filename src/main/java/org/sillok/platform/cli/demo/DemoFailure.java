package org.sillok.platform.cli.demo;

/** The demo cannot go on. The message is a sentence for the person at the screen, with the way out where there is one. */
final class DemoFailure extends Exception {
    private static final long serialVersionUID = 1L;

    DemoFailure(String message) {
        super(message);
    }

    DemoFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
