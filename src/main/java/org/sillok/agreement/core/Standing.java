package org.sillok.agreement.core;

/** Where an agreement stands as a whole, whatever is being drafted. Names are stored: never rename. */
public enum Standing {
    /** No version was ever signed by all. */
    NONE,
    IN_FORCE,
    SUSPENDED,
    /** For good. */
    TERMINATED
}
