package org.sillok.withdrawal.core;

/** Why, in the one word that recipients may be told. Names are stored and sent: never rename. */
public enum ReasonClass {
    CHANGED_MIND,
    SAFETY,
    MISUSE,
    ERROR,
    LEGAL,
    OTHER
}
