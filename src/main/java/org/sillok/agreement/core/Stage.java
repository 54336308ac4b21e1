package org.sillok.agreement.core;

/** How far a version has come. Names are stored: never rename. */
public enum Stage {
    /** Seen by who drafts it only. */
    DRAFT,
    /** Seen by all who are to sign it; does not change any more. */
    PROPOSED,
    /** By all. */
    SIGNED,
    /** Taken back before all had signed. */
    WITHDRAWN
}
