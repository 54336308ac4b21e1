package org.sillok.fixity.core;

/** Which of an object's copies. Stored, never renamed. */
public enum Copy {
    /** The one that is read and handed out. */
    EVIDENCE,
    /** The one in the replica, if there is a replica. */
    REPLICA;

    public Copy other() {
        return this == EVIDENCE ? REPLICA : EVIDENCE;
    }
}
