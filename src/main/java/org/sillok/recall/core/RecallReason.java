package org.sillok.recall.core;

/** Why something was withdrawn: a class and no more. Part of formats: never renamed. */
public enum RecallReason {
    CHANGED_MIND,
    SAFETY,
    MISUSE,
    ERROR,
    LEGAL,
    OTHER
}
