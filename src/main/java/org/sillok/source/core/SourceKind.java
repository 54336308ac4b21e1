package org.sillok.source.core;

/** What a source is. Names are stored: never rename. */
public enum SourceKind {
    PERSON,
    ORGANISATION,
    /** Material that was public already: nobody to ask, nobody to protect as its source. */
    PUBLIC_SOURCE
}
