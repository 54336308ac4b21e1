package org.sillok.feed.core;

/** Whether a webhook is served. */
public enum WebhookState {
    ACTIVE,
    PAUSED
}
