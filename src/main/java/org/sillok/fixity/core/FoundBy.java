package org.sillok.fixity.core;

/** Who met a damage first. Stored, never renamed. */
public enum FoundBy {
    /** The background round. */
    ROUND,
    AUDIT,
    /** Somebody who read the file, or the copier when it filled the replica. */
    READING,
    REPAIR
}
