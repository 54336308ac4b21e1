package org.sillok.recall.core;

/** How far something was withdrawn, from least to most. Part of formats: never renamed. */
public enum RecallLevel {
    /** It is shared with nobody else. */
    NO_NEW_SHARING,
    /** Who has it is not to use it any more. */
    NO_FURTHER_USE,
    /** It is kept, and out of everybody's reach. */
    RESTRICT,
    /** It is destroyed. */
    ERASE
}
