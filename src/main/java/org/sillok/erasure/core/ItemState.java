package org.sillok.erasure.core;

/** How far the erasure of one item is. Names are stored: never rename. */
public enum ItemState {
    /** It is its turn when it comes. */
    WAITING,
    /** A hold forbids it. */
    HELD,
    /** It was made from what is erased and is another organisation's, which has to erase it itself. */
    OF_OTHERS,
    /** Its keys are destroyed. */
    ERASED
}
