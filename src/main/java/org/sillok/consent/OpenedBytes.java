package org.sillok.consent;

import org.sillok.kernel.Digest;

/** What became of an attempt to open sealed bytes for whoever checks them. */
public sealed interface OpenedBytes {
    /**
     * They were opened.
     *
     * @param digest SHA-256 of what was sealed
     */
    record Opened(Digest digest) implements OpenedBytes {}

    /** The key is not there: nothing can be said. */
    record NoKey() implements OpenedBytes {}

    /** They were not sealed for this place, or do not say what belongs there. */
    record Broken() implements OpenedBytes {}
}
