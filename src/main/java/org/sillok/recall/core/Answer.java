package org.sillok.recall.core;

/** What a recipient says it did. Part of formats: never renamed. */
public enum Answer {
    COMPLIED,
    PARTIAL,
    REFUSED
}
