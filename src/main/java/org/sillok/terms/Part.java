package org.sillok.terms;

/** Which part of a piece of evidence a term or a request is about. A closed list; names are stored: never rename. */
public enum Part {
    /** Title, description, names, dates: the record about the material. */
    METADATA,
    /** The bytes, and any text or picture made from them. */
    CONTENT,
    /** Who had it when. */
    CUSTODY
}
