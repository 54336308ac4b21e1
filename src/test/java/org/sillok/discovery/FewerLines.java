package org.sillok.discovery;

import io.quarkus.test.junit.QuarkusMock;

/** Lets one search of the running test count fewer lines of others than it would, so that few items are too many. */
public final class FewerLines {
    private FewerLines() {}

    /** Until the test ends. */
    public static void count(int most) {
        QuarkusMock.installMockForType(
                new SearchBounds() {
                    @Override
                    int outside() {
                        return most;
                    }
                },
                SearchBounds.class);
    }
}
