package org.sillok.feed.core;

/** Why a webhook is not served. */
public enum PauseReason {
    /** Its organisation wanted so. */
    BY_USER,
    /** The receiver has taken nothing for long. */
    FAILING,
    /** The receiver answered 410: it wants no more. */
    GONE
}
