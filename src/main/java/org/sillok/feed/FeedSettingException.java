package org.sillok.feed;

/** A setting of the feed cannot be used. The message is one line for the operator: which one, and what it may be. */
public final class FeedSettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FeedSettingException(String setting, String allowed) {
        super("The setting sillok.feed." + setting + " cannot be used; it must be " + allowed + ".");
    }
}
