package org.sillok.feed.core;

/** What became of a delivery. */
public enum DeliveryState {
    /** It is tried, or will be. */
    WAITING,
    /** The receiver has answered 2xx. */
    DELIVERED,
    /** Every attempt failed; nobody tries again. The event is still in the feed. */
    FAILED
}
