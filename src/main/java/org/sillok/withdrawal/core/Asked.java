package org.sillok.withdrawal.core;

/**
 * What those who have the material are asked to do, in the order in which it takes more from them. Names are stored and sent:
 * never rename.
 */
public enum Asked {
    STOP_USE,
    QUARANTINE,
    RETURN,
    DESTROY;

    /** Whether this takes as much from those who have it as {@code other}. */
    public boolean atLeast(Asked other) {
        return compareTo(other) >= 0;
    }
}
