package org.sillok.terms;

/** What a condition or a duty says besides its code. */
public enum Shape {
    NOTHING,
    RECIPIENTS,
    PURPOSES,
    STATES,
    INSTANT,
    COUNT,
    CASES,
    TEXT
}
