package org.sillok.request.core;

/** Why the holder refuses what would be permitted. The requester is told this code and no more. Stored; never rename. */
public enum RefusalReason {
    SOURCE_SAFETY,
    ONGOING_WORK,
    OUTSIDE_MANDATE,
    INCOMPLETE_REQUEST,
    OTHER
}
