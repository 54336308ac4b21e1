package org.sillok.identities.core;

/** How a person is reached. Names are stored: never rename. */
public enum ContactKind {
    TELEPHONE,
    MESSENGER,
    EMAIL,
    ADDRESS,
    THROUGH_SOMEBODY,
    OTHER
}
