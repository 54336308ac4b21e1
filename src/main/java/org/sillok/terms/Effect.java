package org.sillok.terms;

/** Whether a term permits or forbids. Names are stored: never rename. */
public enum Effect {
    PERMIT,
    PROHIBIT
}
