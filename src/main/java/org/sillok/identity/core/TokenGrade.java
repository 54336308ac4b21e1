package org.sillok.identity.core;

/** What a locally issued token is good for. */
public enum TokenGrade {
    /** Everything that its user may do. */
    FULL,
    /** Not what takes a stronger authentication: for programs and for daily work. */
    EVERYDAY
}
