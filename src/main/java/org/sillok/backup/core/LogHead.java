package org.sillok.backup.core;

import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Bytes;

/**
 * A log as it was at the moment of the backup.
 *
 * @param vkey the verifier key of its Ed25519 line
 * @param size how many entries its tree had
 * @param checkpoint the newest signed checkpoint, or null before the first
 */
public record LogHead(
        String origin, String vkey, long size, @Nullable Bytes checkpoint) {
    public LogHead {
        if (size < 0) {
            throw new IllegalArgumentException("a tree of negative size");
        }
    }

    /** The same, with a tree of that size if it is larger. */
    public LogHead atLeast(long other) {
        return new LogHead(origin, vkey, Math.max(size, other), checkpoint);
    }
}
