package org.sillok.keys;

/**
 * What a rotation does. Making and moving are apart for those who copy the new key to its safe place before everything
 * depends on it, and for vaults in which somebody else makes the keys.
 */
public enum RotationSteps {
    /** A new key, and everything moved to it. */
    MAKE_AND_MOVE(true, true),
    /** A new key for what is stored from now on. */
    MAKE_ONLY(true, false),
    /** Everything moved to the key that is the current one. */
    MOVE_ONLY(false, true);

    private final boolean makes;
    private final boolean moves;

    RotationSteps(boolean makes, boolean moves) {
        this.makes = makes;
        this.moves = moves;
    }

    boolean makes() {
        return makes;
    }

    boolean moves() {
        return moves;
    }
}
