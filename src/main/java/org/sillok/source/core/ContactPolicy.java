package org.sillok.source.core;

/** Whether the source may be approached again. Names are stored: never rename. */
public enum ContactPolicy {
    /** Only through the organisation that knows them. */
    VIA_NGO,
    /** Not at all. */
    NONE
}
