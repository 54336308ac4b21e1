package org.sillok.agreement.core;

/** What the recipients do with the material when the agreement ends. Names are stored: never rename. */
public enum TerminationEffect {
    /** They keep it, under the terms as they were. */
    RETAIN,
    RETURN,
    DESTROY,
    /** They lock it away until it is decided. */
    QUARANTINE
}
