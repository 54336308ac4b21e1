package org.sillok.custody.core;

/** Under which of a subject's two keys a disclosure is kept, and so what destroying a key makes unreadable. */
public enum Confidentiality {
    /** What the evidence is: content, source and names. Destroyed by erasure. */
    CONTENT,
    /** Who did what, when, for whom and why. Survives erasure. */
    ACCOUNTABILITY
}
