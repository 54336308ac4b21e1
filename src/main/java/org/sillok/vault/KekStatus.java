package org.sillok.vault;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a key-encryption key.
 *
 * @param current whether new keys are wrapped under it
 * @param retired whether nothing is wrapped under it for good
 * @param lost whether it was declared lost: it may be missing although something is wrapped under it
 * @param wraps how many keys of subjects are wrapped under it
 * @param trouble why it cannot open them now; null if it can, or is retired; also why it must not be the current one
 */
public record KekStatus(
        String kek,
        boolean current,
        boolean retired,
        boolean lost,
        long wraps,
        @Nullable KeyTrouble trouble) {
    /** Whether what it wraps is given up: it was declared lost, and has not turned up again. */
    public boolean isGone() {
        return lost && trouble != null;
    }
}
