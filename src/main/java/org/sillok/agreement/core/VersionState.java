package org.sillok.agreement.core;

/** How a version stands at a moment. */
public enum VersionState {
    DRAFT,
    PROPOSED,
    WITHDRAWN,
    /** Signed by all, and its time has not come yet. */
    AGREED,
    IN_FORCE,
    SUSPENDED,
    EXPIRED,
    TERMINATED,
    /** A later version counts in its place. */
    REPLACED
}
