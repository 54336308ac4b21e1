package org.sillok.terms;

/** What a source is to a piece of evidence. All count alike. A closed list; names are stored: never rename. */
public enum Relation {
    TESTIMONY_OF,
    PROVIDED_BY,
    DEPICTS,
    MENTIONS,
    OWNED_BY
}
