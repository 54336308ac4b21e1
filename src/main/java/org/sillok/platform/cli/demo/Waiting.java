package org.sillok.platform.cli.demo;

/** A short pause between two looks. */
final class Waiting {
    private static final long MILLIS = 100;

    private Waiting() {}

    static void pause() throws DemoFailure {
        try {
            Thread.sleep(MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoFailure("Interrupted", e);
        }
    }
}
