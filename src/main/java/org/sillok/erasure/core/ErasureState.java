package org.sillok.erasure.core;

/** How far an erasure is. Names are stored: never rename. */
public enum ErasureState {
    /** Waits for a second person. */
    PROPOSED,
    /** Nothing was erased, and nothing will be. */
    REJECTED,
    /** Keys are being destroyed. There is no way back. */
    UNDER_WAY,
    /** Something holds back what is left. It goes on by itself when that ends. */
    BLOCKED,
    /** All keys were destroyed and all tombstones are on record; the database may still have remains. */
    ERASED,
    /** The database and the stores let go of what they could, too. */
    CLEARED;

    /** Whether there is something left to do, by the service itself. */
    public boolean goesOn() {
        return this == UNDER_WAY || this == BLOCKED || this == ERASED;
    }

    /** Whether somebody still may decide about these items, or work on them. */
    public boolean isOpen() {
        return this == PROPOSED || this == UNDER_WAY || this == BLOCKED;
    }
}
