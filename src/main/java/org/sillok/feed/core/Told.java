package org.sillok.feed.core;

import java.time.Instant;

/**
 * One event as an organisation is told it.
 *
 * @param event its id, the same wherever it is told
 * @param type the name of a {@link Happening}; a text, because a newer replica may have written one that is not known here
 * @param subject the id of the thing
 */
public record Told(String event, String type, String subject, Instant time) {
    /** How ids of events begin. */
    public static final String PREFIX = "evt";
}
